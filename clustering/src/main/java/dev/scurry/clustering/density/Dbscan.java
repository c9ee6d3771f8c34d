package dev.scurry.clustering.density;

/**
 * DBSCAN from points, by Euclidean distance (Ester, Kriegel, Sander and Xu 1996). Partition, labels
 * and their order equal scikit-learn's: see {@link PairDbscan}.
 *
 * <p>The neighbours of a point are found in a kd-tree where dimensions are few, else by comparing
 * every pair, block by block. Either way memory is O(n x minSamples), whatever eps is, and a
 * distance is decided by the same sum and the same rounding.
 */
public final class Dbscan {

  /** Beyond, a tree leaves out next to nothing. */
  private static final int MOST_DIMENSIONS_FOR_A_TREE = 16;

  /** Points of two blocks that stay in the processor's cache. */
  private static final int BLOCK = 256;

  private Dbscan() {}

  /**
   * Clusters the points.
   *
   * @param points n x dimensions, row-major, n >= 1, finite and within 1e70
   * @param eps up to this distance points are neighbours, inclusive; finite, >= 0
   * @param minSamples neighbours that make a point core, itself counted, >= 1
   */
  public static DbscanResult ofPoints(double[] points, int dimensions, double eps, int minSamples) {
    int count = Checks.rows(points, dimensions);
    Checks.require(eps >= 0 && eps <= Double.MAX_VALUE, "eps must be finite and >= 0, not %s", eps);
    Checks.atLeast(1, minSamples, "minSamples");
    PairDbscan dbscan = new PairDbscan(count, minSamples);
    if (dimensions <= MOST_DIMENSIONS_FOR_A_TREE) {
      searchTree(new KdTree(points, dimensions), eps, dbscan);
    } else {
      compareBlocks(new RadiusPairs(points, dimensions, eps), count, dbscan);
    }
    return DbscanResult.of(dbscan);
  }

  private static void searchTree(KdTree tree, double eps, PairDbscan dbscan) {
    double squaredLimit = RadiusPairs.largestSquareWithin(eps);
    int[] found = new int[tree.count()];
    for (int place = 0; place < found.length; place++) {
      int point = tree.point(place);
      int neighbours = tree.within(point, squaredLimit, found, null);
      for (int at = 0; at < neighbours; at++) {
        if (found[at] > point) {
          dbscan.add(point, found[at]);
        }
      }
    }
  }

  private static void compareBlocks(RadiusPairs pairs, int count, PairDbscan dbscan) {
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      for (int other = from; other < count; other += BLOCK) {
        int otherTo = Math.min(count, other + BLOCK);
        pairs.find(from, to, other, otherTo, (i, j, distance) -> dbscan.add(i, j));
      }
    }
  }
}
