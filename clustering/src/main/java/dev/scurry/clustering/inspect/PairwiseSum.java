package dev.scurry.clustering.inspect;

/**
 * Mean and population deviation as NumPy computes them: sums of halves down to blocks of 128, which
 * are summed in eight lanes. What single precision leaves of a sum depends on its order, and
 * inspection compares such figures with each other.
 */
final class PairwiseSum {

  private static final int BLOCK = 128;
  private static final int LANES = 8;

  private PairwiseSum() {}

  static float mean(float[] values, int from, int to) {
    return sum(values, from, to - from) / (to - from);
  }

  /**
   * @param scratch at least {@code to - from} long, overwritten
   */
  static float deviation(float[] values, int from, int to, float[] scratch) {
    float mean = mean(values, from, to);
    for (int i = from; i < to; i++) {
      float difference = values[i] - mean;
      scratch[i - from] = difference * difference;
    }
    return (float) Math.sqrt(mean(scratch, 0, to - from));
  }

  static float deviation(float[] values) {
    return deviation(values, 0, values.length, new float[values.length]);
  }

  static float mean(float[] values) {
    return mean(values, 0, values.length);
  }

  private static float sum(float[] values, int from, int count) {
    if (count <= BLOCK) {
      return sumOfBlock(values, from, count);
    }
    int half = count / 2;
    half -= half % LANES;
    return sum(values, from, half) + sum(values, from + half, count - half);
  }

  private static float sumOfBlock(float[] values, int from, int count) {
    int even = count - count % LANES;
    float sum = 0;
    if (even > 0) {
      float[] lane = new float[LANES];
      for (int i = 0; i < even; i += LANES) {
        for (int j = 0; j < LANES; j++) {
          lane[j] += values[from + i + j];
        }
      }
      sum =
          ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    }
    for (int i = even; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }

  /** The mean in double precision; NaN of nothing. */
  static double mean(double[] values) {
    return sum(values, 0, values.length) / values.length;
  }

  private static double sum(double[] values, int from, int count) {
    if (count <= BLOCK) {
      return sumOfBlock(values, from, count);
    }
    int half = count / 2;
    half -= half % LANES;
    return sum(values, from, half) + sum(values, from + half, count - half);
  }

  private static double sumOfBlock(double[] values, int from, int count) {
    int even = count - count % LANES;
    double sum = 0;
    if (even > 0) {
      double[] lane = new double[LANES];
      for (int i = 0; i < even; i += LANES) {
        for (int j = 0; j < LANES; j++) {
          lane[j] += values[from + i + j];
        }
      }
      sum =
          ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    }
    for (int i = even; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }
}
