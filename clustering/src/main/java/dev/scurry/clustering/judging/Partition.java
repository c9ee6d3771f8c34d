package dev.scurry.clustering.judging;

import dev.scurry.clustering.Metric;
import java.util.Arrays;

/**
 * Labelled rows, brought into the order of their clusters and into the units of a metric, so that
 * distance is plain Euclidean. Rows are moved by the first one before they are scaled: small
 * numbers stay, also where the data lie far from the origin.
 */
final class Partition {

  /** Rows of the clusters one after the other, each cluster's in their order. */
  final double[] points;

  /** Where a row of {@link #points} was in the input. */
  final int[] origin;

  /** Cluster c has the rows from starts[c] to starts[c + 1]. */
  final int[] starts;

  final int dimensions;

  private Partition(double[] points, int[] origin, int[] starts, int dimensions) {
    this.points = points;
    this.origin = origin;
    this.starts = starts;
    this.dimensions = dimensions;
  }

  /**
   * Clusters in ascending order of their labels.
   *
   * @param labels one a row; any numbers, equal ones are one cluster
   */
  static Partition of(double[] rows, int[] labels, Metric metric) {
    int n = Gate.rows(rows, metric);
    Gate.require(labels.length == n, "%d labels for %d rows", labels.length, n);
    int[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
    int[] cluster = new int[n];
    int[] starts = new int[distinct.length + 1];
    for (int i = 0; i < n; i++) {
      cluster[i] = Arrays.binarySearch(distinct, labels[i]);
      starts[cluster[i] + 1]++;
    }
    for (int c = 0; c < distinct.length; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = starts.clone();
    int[] origin = new int[n];
    for (int i = 0; i < n; i++) {
      origin[next[cluster[i]]++] = i;
    }
    return new Partition(scaled(rows, origin, metric), origin, starts, metric.dimensions());
  }

  private static double[] scaled(double[] rows, int[] origin, Metric metric) {
    double[] scale = metric.scale();
    int d = scale.length;
    double[] points = new double[rows.length];
    for (int i = 0; i < origin.length; i++) {
      for (int f = 0; f < d; f++) {
        double moved = rows[origin[i] * d + f] - rows[f];
        points[i * d + f] = scale[f] == 0 ? 0 : moved / scale[f];
      }
    }
    return points;
  }

  int size() {
    return origin.length;
  }

  int clusters() {
    return starts.length - 1;
  }

  int size(int cluster) {
    return starts[cluster + 1] - starts[cluster];
  }

  /** The condition under which a cluster can be compared with another (scikit-learn's). */
  Partition comparable() {
    Gate.require(
        clusters() >= 2 && clusters() < size(),
        "there must be 2 to %d clusters for %d rows, not %d",
        size() - 1,
        size(),
        clusters());
    return this;
  }

  /** The mean of each cluster, row-major. */
  double[] means() {
    double[] means = new double[clusters() * dimensions];
    for (int c = 0; c < clusters(); c++) {
      for (int i = starts[c]; i < starts[c + 1]; i++) {
        for (int f = 0; f < dimensions; f++) {
          means[c * dimensions + f] += points[i * dimensions + f];
        }
      }
      for (int f = 0; f < dimensions; f++) {
        means[c * dimensions + f] /= size(c);
      }
    }
    return means;
  }

  static double squared(double[] x, int xOffset, double[] y, int yOffset, int dimensions) {
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double difference = x[xOffset + f] - y[yOffset + f];
      sum += difference * difference;
    }
    return sum;
  }
}
