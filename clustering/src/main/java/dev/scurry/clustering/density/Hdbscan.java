package dev.scurry.clustering.density;

/**
 * HDBSCAN: clusters of any density, from a hierarchy of all of them (Campello, Moulavi, Zimek and
 * Sander 2015). Exact, and the same whatever the order of the points, also where distances are
 * tied: only the numbers of the clusters follow the order.
 *
 * <p>A point's core distance is that to its {@code minSamples}-th nearest point, itself counted;
 * where there are fewer it is infinite and the point is noise.
 */
public final class Hdbscan {

  private static final int MOST_DIMENSIONS_FOR_A_TREE = 16;

  private Hdbscan() {}

  /**
   * From points, by Euclidean distance.
   *
   * @param points n x dimensions, row-major, n >= 1, finite and within 1e70
   */
  public static HdbscanResult ofPoints(double[] points, int dimensions, HdbscanOptions options) {
    int count = Checks.rows(points, dimensions);
    EdgeList edges = spanningTree(points, dimensions, options.minSamples());
    edges.takeRoots();
    edges.sort();
    return Membership.of(count, edges, options);
  }

  private static EdgeList spanningTree(double[] points, int dimensions, int minSamples) {
    if (minSamples > points.length / dimensions) {
      return new EdgeList(0);
    }
    if (dimensions > MOST_DIMENSIONS_FOR_A_TREE) {
      DenseSpanningTree dense = new DenseSpanningTree(points, dimensions);
      return dense.edges(dense.squaredCores(minSamples));
    }
    KdTree tree = new KdTree(points, dimensions);
    return new BoruvkaSpanningTree(tree, tree.squaredDistancesToNearest(minSamples)).edges();
  }

  /**
   * From a forest of pairs. Points that no pair connects, however indirectly, are never in one
   * cluster.
   */
  public static HdbscanResult ofForest(PairForest forest, HdbscanOptions options) {
    return Membership.of(forest.points(), forest.edges(), options);
  }
}
