package dev.scurry.clustering;

/** The points of a mini-batch, each with its nearest micro-cluster. Not thread-safe. */
final class Batch {

  final double[] points;
  final Metric metric;
  final int rows;
  final int[] nearest;
  final double[] squared;
  private final int dimensions;

  /** Assigns all points. */
  Batch(double[] points, Metric metric, MicroClusters micro) {
    this.points = points;
    this.metric = metric;
    this.dimensions = metric.dimensions();
    this.rows = points.length / dimensions;
    this.nearest = new int[rows];
    this.squared = new double[rows];
    NearestCentroids.of(metric, micro.rawMeans(), micro.size())
        .assign(points, 0, rows, nearest, squared);
  }

  void assign(int row, MicroClusters micro) {
    int offset = row * dimensions;
    int slot = metric.nearest(points, offset, micro.rawMeans(), micro.size());
    nearest[row] = slot;
    squared[row] = metric.squared(points, offset, micro.rawMeans(), slot * dimensions);
  }

  /** Assigns a point to the nearest of some micro-clusters, if that is at most so many times d². */
  void divert(int row, int[] slots, double times, MicroClusters micro) {
    double limit = times * squared[row];
    for (int slot : slots) {
      double distance =
          metric.squared(points, row * dimensions, micro.rawMeans(), slot * dimensions);
      if (distance <= limit) {
        limit = distance;
        nearest[row] = slot;
        squared[row] = distance;
      }
    }
  }

  /** How many points each of {@code size} micro-clusters gets. */
  double[] counts(int size) {
    double[] counts = new double[size];
    for (int slot : nearest) {
      counts[slot]++;
    }
    return counts;
  }

  /** The mean of each micro-cluster's points, summed about a centre nearby. */
  double[] means(double[] about, double[] counts) {
    double[] shifts = new double[counts.length * dimensions];
    for (int i = 0; i < rows; i++) {
      int base = nearest[i] * dimensions;
      int row = i * dimensions;
      for (int f = 0; f < dimensions; f++) {
        shifts[base + f] += points[row + f] - about[base + f];
      }
    }
    for (int c = 0; c < shifts.length; c++) {
      double count = counts[c / dimensions];
      shifts[c] = count == 0 ? 0 : about[c] + shifts[c] / count;
    }
    return shifts;
  }

  /** The sum of squared deviations of each micro-cluster's points from their mean, per feature. */
  double[] moments(double[] means) {
    double[] moments = new double[means.length];
    for (int i = 0; i < rows; i++) {
      int base = nearest[i] * dimensions;
      int row = i * dimensions;
      for (int f = 0; f < dimensions; f++) {
        double deviation = points[row + f] - means[base + f];
        moments[base + f] += deviation * deviation;
      }
    }
    return moments;
  }
}
