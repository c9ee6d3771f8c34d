package dev.scurry.clustering;

/** The baseline: one row, one centroid, one feature after the other. */
final class ScalarKernel implements NearestKernel {

  @Override
  public void assign(
      double[] rows,
      int from,
      int to,
      double[] centroids,
      int k,
      double[] inverse,
      int[] nearest,
      double[] squared) {
    int d = inverse.length;
    for (int i = from; i < to; i++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int row = 0; row < k; row++) {
        double distance = squaredDistance(rows, i * d, centroids, row * d, inverse);
        if (distance < least) {
          least = distance;
          best = row;
        }
      }
      nearest[i - from] = best;
      squared[i - from] = least;
    }
  }

  private static double squaredDistance(
      double[] x, int xOffset, double[] y, int yOffset, double[] inverse) {
    double sum = 0;
    for (int f = 0; f < inverse.length; f++) {
      double difference = (x[xOffset + f] - y[yOffset + f]) * inverse[f];
      sum += difference * difference;
    }
    return sum;
  }
}
