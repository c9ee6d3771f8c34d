package dev.scurry.clustering.density;

/** The neighbours of points within a radius (Euclidean), by a {@link KdTree}. */
final class TreeSearch implements NeighbourSearch {

  private final KdTree tree;
  private final double squaredLimit;

  TreeSearch(double[] points, int dimensions, double radius) {
    tree = new KdTree(points, dimensions);
    squaredLimit = RadiusPairs.largestSquareWithin(radius);
  }

  @Override
  public int find(int point, int[] neighbours, double[] distances) {
    int found = tree.within(point, squaredLimit, neighbours, distances);
    int count = 0;
    for (int i = 0; i < found; i++) {
      if (neighbours[i] != point) {
        neighbours[count] = neighbours[i];
        distances[count++] = Math.sqrt(distances[i]);
      }
    }
    return count;
  }
}
