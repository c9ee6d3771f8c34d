package dev.scurry.clustering.judging;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;

/** Sum and mean of squared distances to where rows belong: what K-Means makes small. */
public final class Dispersion {

  private Dispersion() {}

  /**
   * Sum of the squared distances of the rows to the mean of the rows with their label.
   *
   * @param rows row-major, n x d
   * @param labels one a row
   */
  public static double ssd(double[] rows, int[] labels, Metric metric) {
    Partition partition = Partition.of(rows, labels, metric);
    double[] means = partition.means();
    int d = partition.dimensions;
    double sum = 0;
    for (int c = 0; c < partition.clusters(); c++) {
      for (int i = partition.starts[c]; i < partition.starts[c + 1]; i++) {
        sum += Partition.squared(partition.points, i * d, means, c * d, d);
      }
    }
    return sum;
  }

  /** The same divided by the number of rows. */
  public static double msd(double[] rows, int[] labels, Metric metric) {
    return ssd(rows, labels, metric) / labels.length;
  }

  /** Sum of the squared distances of the rows to their nearest centroid, in the model's metric. */
  public static double ssd(double[] rows, KMeansModel model) {
    int n = Gate.rows(rows, model.metric());
    CentroidDistances distances = new CentroidDistances(model);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      distances.measure(rows, i * model.dimensions());
      sum += distances.nearest;
    }
    return sum;
  }

  /** The same divided by the number of rows. */
  public static double msd(double[] rows, KMeansModel model) {
    return ssd(rows, model) / (rows.length / model.dimensions());
  }
}
