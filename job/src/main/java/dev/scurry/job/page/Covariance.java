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
   * @param scale what each feature is divided by; 0: it does not count
   */
  public Covariance(double[] mean, double[] scale) {
    this.mean = mean;
    this.scale = scale;
    this.products = new double[mean.length * mean.length];
  }

  public void add(double[] batch) {
    int d = mean.length;
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

  /** The population covariance, d x d, symmetric. */
  public double[] matrix() {
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
}
