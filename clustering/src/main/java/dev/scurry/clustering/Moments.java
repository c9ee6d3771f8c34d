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
