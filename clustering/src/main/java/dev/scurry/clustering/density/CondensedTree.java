package dev.scurry.clustering.density;

import java.util.Arrays;

/**
 * The hierarchy of the clusters of at least {@code minClusterSize} points: cluster 0 holds all
 * points, a parent has a lower number than its children. Of each cluster the distance at which it
 * was born and its stability are known, of each point the cluster that it was the last time in, and
 * the distance at which it left.
 */
final class CondensedTree {

  /*
   * Read from the top, the single linkage tree loses its heaviest edges first. What a cluster falls
   * into at one distance are its parts; those of fewer than minClusterSize points leave it as noise.
   * Where two or more larger ones are left, the cluster ends and they are born; where there is one,
   * that is still the same cluster [1, section 3].
   *
   * All edges of one weight go at the same moment, as in the paper: parts() looks through every
   * merge at the same distance. Taking them one after the other, as hdbscan and scikit-learn do,
   * makes clusters depend on the order of the rows wherever distances are tied, and mutual
   * reachability ties them by itself: all edges to a point within its core distance weigh the same.
   *
   * Trees that nothing connects are parts of cluster 0 that it falls into at an infinite distance.
   *
   * stability = sum over the points of (1/distance at which it leaves - 1/distance at birth), where
   * a point also leaves when its cluster ends [1, section 5].
   *
   * Every node is opened once: O(points).
   *
   * [1] Campello, Moulavi, Zimek, Sander: Hierarchical density estimates for data clustering,
   *     visualization, and outlier detection. ACM TKDD 10 (1), 2015.
   */

  private final SingleLinkage linkage;
  private final int minClusterSize;

  private int clusters;
  private final int[] parent;
  private final double[] birth;
  private final double[] stability;
  private final double[] densest;

  private final int[] lastCluster;
  private final double[] leaves;

  private final int[] openNode;
  private final int[] openCluster;
  private int open;
  private final int[] parts;
  private final int[] stack;

  CondensedTree(SingleLinkage linkage, int minClusterSize) {
    this.linkage = linkage;
    this.minClusterSize = minClusterSize;
    int points = linkage.points();
    int most = 2 * (points / minClusterSize) + 1;
    parent = new int[most];
    birth = new double[most];
    stability = new double[most];
    densest = new double[most];
    lastCluster = new int[points];
    leaves = new double[points];
    openNode = new int[most];
    openCluster = new int[most];
    parts = new int[points];
    stack = new int[points];
    addCluster(-1, Double.POSITIVE_INFINITY);
    grow();
  }

  int clusters() {
    return clusters;
  }

  /** Of cluster 0 there is none: -1. */
  int parent(int cluster) {
    return parent[cluster];
  }

  /** The distance below which the cluster exists. */
  double birth(int cluster) {
    return birth[cluster];
  }

  double stability(int cluster) {
    return stability[cluster];
  }

  /** The least distance at which points leave it, be it as noise or into its children. */
  double densest(int cluster) {
    return densest[cluster];
  }

  /** The smallest cluster that the point was ever in. */
  int lastCluster(int point) {
    return lastCluster[point];
  }

  /** The distance at which the point left that. */
  double leaves(int point) {
    return leaves[point];
  }

  private void grow() {
    int[] roots = linkage.roots();
    if (roots.length == 1 && !linkage.isPoint(roots[0])) {
      push(roots[0], 0);
    } else {
      System.arraycopy(roots, 0, parts, 0, roots.length);
      split(0, roots.length, Double.POSITIVE_INFINITY);
    }
    while (open > 0) {
      int node = openNode[--open];
      split(openCluster[open], parts(node), linkage.weight(node));
    }
  }

  /** Collects what the node falls into at its own distance. */
  private int parts(int node) {
    double distance = linkage.weight(node);
    int count = 0;
    int depth = 0;
    stack[depth++] = node;
    while (depth > 0) {
      int at = stack[--depth];
      if (!linkage.isPoint(at) && linkage.weight(at) == distance) {
        stack[depth++] = linkage.right(at);
        stack[depth++] = linkage.left(at);
      } else {
        parts[count++] = at;
      }
    }
    return count;
  }

  private void split(int cluster, int count, double distance) {
    int large = 0;
    for (int i = 0; i < count; i++) {
      large += linkage.size(parts[i]) >= minClusterSize ? 1 : 0;
    }
    for (int i = 0; i < count; i++) {
      int part = parts[i];
      if (linkage.size(part) < minClusterSize) {
        leave(cluster, linkage.size(part), distance);
        drop(part, cluster, distance);
      } else if (large == 1) {
        push(part, cluster);
      } else {
        leave(cluster, linkage.size(part), distance);
        push(part, addCluster(cluster, distance));
      }
    }
  }

  private void push(int node, int cluster) {
    openNode[open] = node;
    openCluster[open++] = cluster;
  }

  private int addCluster(int of, double distance) {
    parent[clusters] = of;
    birth[clusters] = distance;
    densest[clusters] = Double.POSITIVE_INFINITY;
    return clusters++;
  }

  private void leave(int cluster, int count, double distance) {
    stability[cluster] += count * (density(distance) - density(birth[cluster]));
    densest[cluster] = Math.min(densest[cluster], distance);
  }

  private void drop(int node, int cluster, double distance) {
    int depth = 0;
    stack[depth++] = node;
    while (depth > 0) {
      int at = stack[--depth];
      if (linkage.isPoint(at)) {
        lastCluster[at] = cluster;
        leaves[at] = distance;
      } else {
        stack[depth++] = linkage.right(at);
        stack[depth++] = linkage.left(at);
      }
    }
  }

  /** 1/distance; finite but for distance 0, at which no cluster is born. */
  static double density(double distance) {
    return distance == 0 ? Double.POSITIVE_INFINITY : Math.min(1 / distance, Double.MAX_VALUE);
  }

  /** For each cluster the least distance at which a point leaves it or what comes of it. */
  double[] densestBelow() {
    double[] least = Arrays.copyOf(densest, clusters);
    for (int cluster = clusters - 1; cluster > 0; cluster--) {
      least[parent[cluster]] = Math.min(least[parent[cluster]], least[cluster]);
    }
    return least;
  }
}
