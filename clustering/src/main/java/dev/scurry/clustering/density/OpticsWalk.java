package dev.scurry.clustering.density;

import java.util.Arrays;

/** The visits of OPTICS: always to the point that is reached most easily from those visited. */
final class OpticsWalk {

  /*
   * A point's core distance is that to its minSamples-th nearest neighbour within the limit, itself
   * counted. From a visited core point p each neighbour q that is yet to visit is reached at
   * max(core distance of p, distance); the least such value stands, with p as its predecessor, the
   * first p where several give the same. Next is the point of least reachability, the lowest of
   * several; where none is reached, the lowest point that is left [1, section 3.2].
   *
   * Core distances and reachability are rounded to 15 decimals as scikit-learn does, so that
   * distances that differ by the last bit alone tie there and here.
   *
   * One search of neighbours and O(neighbours x log(points)) a point.
   *
   * [1] Ankerst, Breunig, Kriegel, Sander: OPTICS: ordering points to identify the clustering
   *     structure. SIGMOD 1999.
   */

  private static final double DECIMALS = 1e15;

  /** More than rounding can change. */
  private static final double SLACK = 1e-14;

  private final NeighbourSearch search;
  private final int minSamples;
  private final int[] ordering;
  private final double[] reachability;
  private final double[] coreDistances;
  private final int[] predecessor;
  private final boolean[] visited;
  private final SeedQueue queue;
  private final int[] neighbours;
  private final double[] distances;
  private final double[] nearest;

  OpticsWalk(int points, int minSamples, NeighbourSearch search) {
    this.search = search;
    this.minSamples = minSamples;
    ordering = new int[points];
    reachability = new double[points];
    coreDistances = new double[points];
    predecessor = new int[points];
    visited = new boolean[points];
    neighbours = new int[points];
    distances = new double[points];
    nearest = new double[Math.min(minSamples - 1, points)];
    Arrays.fill(reachability, Double.POSITIVE_INFINITY);
    Arrays.fill(predecessor, -1);
    queue = new SeedQueue(reachability);
  }

  OpticsOrdering walk() {
    int places = 0;
    for (int start = 0; start < ordering.length; start++) {
      if (visited[start]) {
        continue;
      }
      ordering[places++] = start;
      visit(start);
      while (!queue.isEmpty()) {
        int point = queue.remove();
        ordering[places++] = point;
        visit(point);
      }
    }
    return new OpticsOrdering(minSamples, ordering, reachability, coreDistances, predecessor);
  }

  private void visit(int point) {
    visited[point] = true;
    int count = search.find(point, neighbours, distances);
    double core = rounded(coreDistance(count));
    coreDistances[point] = core;
    if (core == Double.POSITIVE_INFINITY) {
      return;
    }
    for (int i = 0; i < count; i++) {
      int neighbour = neighbours[i];
      double known = reachability[neighbour];
      if (!visited[neighbour] && distances[i] <= known + known * SLACK + SLACK) {
        double reached = Math.max(core, rounded(distances[i]));
        if (reached < known) {
          predecessor[neighbour] = point;
          queue.lower(neighbour, reached);
        }
      }
    }
  }

  private double coreDistance(int count) {
    if (minSamples == 1) {
      return 0;
    }
    if (count < minSamples - 1) {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int last = nearest.length - 1;
    for (int i = 0; i < count; i++) {
      if (distances[i] < nearest[last]) {
        int place = last;
        while (place > 0 && nearest[place - 1] > distances[i]) {
          nearest[place] = nearest[place - 1];
          place--;
        }
        nearest[place] = distances[i];
      }
    }
    return nearest[last];
  }

  private static double rounded(double distance) {
    double scaled = distance * DECIMALS;
    return scaled == Double.POSITIVE_INFINITY ? distance : Math.rint(scaled) / DECIMALS;
  }
}
