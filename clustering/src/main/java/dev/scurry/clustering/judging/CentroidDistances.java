package dev.scurry.clustering.judging;

import dev.scurry.clustering.KMeansModel;

/** Squared distances of one vector to the nearest and the second nearest centroid of a model. */
final class CentroidDistances {

  private final double[] centroids;
  private final double[] inverse;
  private final int k;

  /** Row of the nearest centroid, the first of equally near ones. */
  int row;

  double nearest;

  /** Infinite where there is one centroid. */
  double second;

  CentroidDistances(KMeansModel model) {
    this.centroids = model.centroids();
    this.k = model.k();
    this.inverse = model.metric().scale();
    for (int f = 0; f < inverse.length; f++) {
      inverse[f] = inverse[f] == 0 ? 0 : 1 / inverse[f];
    }
  }

  void measure(double[] x, int offset) {
    nearest = Double.POSITIVE_INFINITY;
    second = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      double distance = squared(x, offset, c * inverse.length);
      if (distance < nearest) {
        second = nearest;
        nearest = distance;
        row = c;
      } else if (distance < second) {
        second = distance;
      }
    }
  }

  private double squared(double[] x, int offset, int centroid) {
    double sum = 0;
    for (int f = 0; f < inverse.length; f++) {
      double difference = (x[offset + f] - centroids[centroid + f]) * inverse[f];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * The simplified silhouette of what was measured last.
   *
   * @param spread mean squared distance of what the vector stands for from it; 0 for a row
   */
  double silhouette(double spread) {
    return Silhouette.of(Math.sqrt(nearest + spread), Math.sqrt(second + spread));
  }
}
