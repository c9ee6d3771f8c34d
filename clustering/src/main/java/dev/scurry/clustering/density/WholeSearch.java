package dev.scurry.clustering.density;

/** The neighbours of points within a radius (Euclidean), every other point looked at. */
final class WholeSearch implements NeighbourSearch {

  private final double[] points;
  private final int dimensions;
  private final double radius;

  WholeSearch(double[] points, int dimensions, double radius) {
    this.points = points;
    this.dimensions = dimensions;
    this.radius = radius;
  }

  @Override
  public int find(int point, int[] neighbours, double[] distances) {
    double[] x = points;
    int d = dimensions;
    int row = point * d;
    int count = 0;
    for (int other = 0, at = 0; at < x.length; other++, at += d) {
      double sum = 0;
      for (int f = 0; f < d; f++) {
        double difference = x[row + f] - x[at + f];
        sum += difference * difference;
      }
      double distance = Math.sqrt(sum);
      if (distance <= radius && other != point) {
        neighbours[count] = other;
        distances[count++] = distance;
      }
    }
    return count;
  }
}
