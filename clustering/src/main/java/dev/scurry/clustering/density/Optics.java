package dev.scurry.clustering.density;

/** OPTICS from points, by Euclidean distance (Ankerst, Breunig, Kriegel and Sander 1999). */
public final class Optics {

  private static final int MOST_DIMENSIONS_FOR_A_TREE = 16;

  private Optics() {}

  /**
   * The ordering and its reachability; clusters are read off it.
   *
   * @param points n x dimensions, row-major, n >= 1, finite and within 1e70
   * @param minSamples neighbours within {@code maxEps} that make a point core, itself counted, >= 1
   * @param maxEps no farther neighbours are looked at; may be infinite, which costs O(n²) time.
   *     Memory is O(n) always
   */
  public static OpticsOrdering ofPoints(
      double[] points, int dimensions, int minSamples, double maxEps) {
    int count = Checks.rows(points, dimensions);
    Checks.atLeast(1, minSamples, "minSamples");
    Checks.limit(maxEps, "maxEps");
    boolean byTree = maxEps < Double.POSITIVE_INFINITY && dimensions <= MOST_DIMENSIONS_FOR_A_TREE;
    NeighbourSearch search =
        byTree
            ? new TreeSearch(points, dimensions, maxEps)
            : new WholeSearch(points, dimensions, maxEps);
    return new OpticsWalk(count, minSamples, search).walk();
  }
}
