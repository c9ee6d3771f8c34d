package dev.scurry.job.page;

/**
 * The covariance of features about means that are known already, summed row by row: the second of
 * two passes, which loses nothing where the means are large.
 */
public final class Covariance {

  private final double[] mean;
  private final double[] scale;
  private final double[] products;
  private long rows;

  /**
   * @param mean one a feature, at least one
   * @param scale what each feature is divided by; 0: it does not count
   */
  public Covariance(double[] mean, double[] scale) {
    checkShape(mean, scale);
    this.mean = mean;
    this.scale = scale;
    this.products = new double[mean.length * mean.length];
  }

  /**
   * @param batch row-major, any number of rows
   */
  public void add(double[] batch) {
    int d = mean.length;
    require(
        batch.length % d == 0,
        "a batch must be rows of " + d + " numbers, not " + batch.length + " numbers");
    finite(batch, "a batch");
    double[] centred = new double[d];
    for (int offset = 0; offset < batch.length; offset += d) {
      for (int f = 0; f < d; f++) {
        centred[f] = scale[f] == 0 ? 0 : (batch[offset + f] - mean[f]) / scale[f];
      }
      for (int f = 0; f < d; f++) {
        for (int g = 0; g <= f; g++) {
          products[f * d + g] += centred[f] * centred[g];
        }
      }
      rows++;
    }
  }

  /**
   * The population covariance, d x d, symmetric.
   *
   * @throws IllegalStateException if there were no rows
   */
  public double[] matrix() {
    if (rows == 0) {
      throw new IllegalStateException("a covariance of 0 rows");
    }
    int d = mean.length;
    double[] matrix = new double[d * d];
    for (int f = 0; f < d; f++) {
      for (int g = 0; g <= f; g++) {
        matrix[f * d + g] = products[f * d + g] / rows;
        matrix[g * d + f] = matrix[f * d + g];
      }
    }
    return matrix;
  }

  static void checkShape(double[] mean, double[] scale) {
    require(mean.length > 0, "there must be features, not 0");
    require(
        scale.length == mean.length,
        "scale must have " + mean.length + " numbers, not " + scale.length);
    finite(mean, "mean");
    finite(scale, "scale");
  }

  static void finite(double[] values, String what) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(what + " must be finite, not " + value);
      }
    }
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
