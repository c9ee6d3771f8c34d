package dev.scurry.clustering;

/**
 * Weight, mean and second moment about the mean (sum of weight x squared deviation) of each
 * feature, of everything that was added, in the order in which it was added.
 */
final class Moments {

  private final int dimensions;
  private final double[] mean;
  private final double[] moment;
  private double weight;

  Moments(int dimensions) {
    this.dimensions = dimensions;
    this.mean = new double[dimensions];
    this.moment = new double[dimensions];
  }

  void addPoints(double[] points) {
    for (int offset = 0; offset < points.length; offset += dimensions) {
      add(1, points, offset);
    }
  }

  void add(MicroClusters micro) {
    for (int i = 0; i < micro.size(); i++) {
      add(micro.weight(i), micro.rawMeans(), i * dimensions);
      for (int f = 0; f < dimensions; f++) {
        moment[f] += micro.rawMoments()[i * dimensions + f];
      }
    }
  }

  /** Chan, Golub and LeVeque 1983: M += w W / (W + w) (x - mean)². */
  private void add(double added, double[] values, int offset) {
    double total = weight + added;
    double share = added / total;
    for (int f = 0; f < dimensions; f++) {
      double delta = values[offset + f] - mean[f];
      mean[f] += delta * share;
      moment[f] += delta * delta * (weight * share);
    }
    weight = total;
  }

  /**
   * Adds one row of (weight, mean, moment) to another, whose weight the caller then raises (Chan,
   * Golub and LeVeque 1983). A row of weight 0 takes the other's values as they are.
   */
  static void combine(
      double weight,
      double[] means,
      double[] moments,
      int row,
      double added,
      double[] addedMeans,
      double[] addedMoments,
      int addedRow,
      int dimensions) {
    double share = added / (weight + added);
    int to = row * dimensions;
    int from = addedRow * dimensions;
    for (int f = 0; f < dimensions; f++) {
      double delta = addedMeans[from + f] - means[to + f];
      means[to + f] = weight == 0 ? addedMeans[from + f] : means[to + f] + delta * share;
      moments[to + f] += addedMoments[from + f] + delta * delta * (weight * share);
    }
  }

  double weight() {
    return weight;
  }

  double mean(int feature) {
    return mean[feature];
  }

  /** Population variance; 0 where there is no weight. */
  double variance(int feature) {
    return weight == 0 ? 0 : moment[feature] / weight;
  }
}
