package dev.scurry.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Seeded Gaussian points about given centres, and small helpers on flat rows. */
final class Blobs {

  private final SplittableRandom random;
  private final double deviation;

  Blobs(long seed, double deviation) {
    this.random = new SplittableRandom(seed);
    this.deviation = deviation;
  }

  double[] around(double... centre) {
    return Arrays.stream(centre).map(c -> c + deviation * random.nextGaussian()).toArray();
  }

  double[] rows(int count, double... centre) {
    double[] rows = new double[count * centre.length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(around(centre), 0, rows, i * centre.length, centre.length);
    }
    return rows;
  }

  static double[] concat(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  static double[] row(double[] rows, int row, int dimensions) {
    return Arrays.copyOfRange(rows, row * dimensions, (row + 1) * dimensions);
  }
}
