package dev.scurry.clustering.judging;

import dev.scurry.clustering.Metric;

/**
 * The mean over clusters of their worst ratio (S_i + S_j) / M_ij, with S the mean distance of a
 * cluster's rows to its mean and M the distance of two means: lower is better (Davies and Bouldin,
 * A cluster separation measure, IEEE Trans. PAMI 1(2), 1979).
 */
public final class DaviesBouldin {

  private DaviesBouldin() {}

  /**
   * The index, as scikit-learn defines it: 0 where all clusters are points or all means are one.
   *
   * @param rows row-major, n x d
   * @param labels one a row; 2 to n - 1 distinct ones
   * @param metric of the distances
   */
  public static double of(double[] rows, int[] labels, Metric metric) {
    Partition partition = Partition.of(rows, labels, metric).comparable();
    double[] means = partition.means();
    double[] spreads = spreads(partition, means);
    double sum = 0;
    for (int c = 0; c < spreads.length; c++) {
      sum += worstRatio(c, spreads, means, partition.dimensions);
    }
    return sum / spreads.length;
  }

  private static double[] spreads(Partition partition, double[] means) {
    int d = partition.dimensions;
    double[] spreads = new double[partition.clusters()];
    for (int c = 0; c < spreads.length; c++) {
      for (int i = partition.starts[c]; i < partition.starts[c + 1]; i++) {
        spreads[c] += Math.sqrt(Partition.squared(partition.points, i * d, means, c * d, d));
      }
      spreads[c] /= partition.size(c);
    }
    return spreads;
  }

  /** Means that coincide are passed over, as scikit-learn does. */
  private static double worstRatio(int cluster, double[] spreads, double[] means, int d) {
    double worst = 0;
    for (int other = 0; other < spreads.length; other++) {
      double distance = Math.sqrt(Partition.squared(means, cluster * d, means, other * d, d));
      if (distance > 0) {
        worst = Math.max(worst, (spreads[cluster] + spreads[other]) / distance);
      }
    }
    return worst;
  }
}
