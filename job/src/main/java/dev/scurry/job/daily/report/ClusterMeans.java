package dev.scurry.job.daily.report;

/** The mean of each cluster's rows. */
final class ClusterMeans {

  private ClusterMeans() {}

  /**
   * The means, clusters x d; 0 where a cluster has no row.
   *
   * @param rows n x d
   * @param labels one a row; rows below 0 don't count
   */
  static double[] of(double[] rows, int d, int[] labels, int clusters) {
    double[] means = new double[clusters * d];
    long[] sizes = new long[clusters];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] >= 0) {
        sizes[labels[row]]++;
        for (int f = 0; f < d; f++) {
          means[labels[row] * d + f] += rows[row * d + f];
        }
      }
    }
    for (int at = 0; at < means.length; at++) {
      means[at] = sizes[at / d] == 0 ? 0 : means[at] / sizes[at / d];
    }
    return means;
  }
}
