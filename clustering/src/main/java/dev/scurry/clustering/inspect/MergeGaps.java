package dev.scurry.clustering.inspect;

import java.util.Arrays;

/**
 * How far apart two clusters were on the levels below their merge: the smallest distance between
 * their members of each level, of which the merge's gap is the largest or the mean.
 */
final class MergeGaps {

  /*
   * By definition this takes the distance of every two clusters on every level, a cube of levels x
   * clusters x clusters over a square of distances. Asked for are only the columns (outer, inner) of
   * the merges, and those follow from the points' levels of entry:
   *
   *   Both clusters exist on all levels below their merge. On level l a cluster has the members that
   *   entered at or below l, so the distance of p and q counts from level max(entry p, entry q) up,
   *   and the smallest distance never grows with the level.
   *
   * Hence the largest is that of level 0, where both have two members. The mean takes one look at
   * each pair of members, into the slot of its level, and a running minimum over the slots. A pair of
   * points is on the two sides of exactly one merge, so all merges together look at no more than
   * n (n - 1) / 2 pairs, in memory O(n).
   *
   * When an inner cluster is merged its members enter the outer one at the merge's level.
   */

  private final MergeTree tree;
  private final int dimensions;

  private final double[] coordinates;

  /** By place among the members: the level on which the point entered the cluster that it is in. */
  private final int[] entry;

  private final int[] placeOf;
  private final int levels;
  private final double[] squared;

  /**
   * @param ordered the coordinates in the order of the tree's members
   * @param levels how many levels count
   */
  MergeGaps(MergeTree tree, double[] ordered, int dimensions, int levels) {
    this.tree = tree;
    this.dimensions = dimensions;
    this.coordinates = ordered;
    this.entry = new int[tree.points];
    this.placeOf = new int[tree.points];
    this.levels = levels;
    this.squared = new double[levels];
    for (int place = 0; place < tree.points; place++) {
      placeOf[tree.members[place]] = place;
    }
  }

  /**
   * By node; 0 for a merge that joins no two clusters.
   *
   * @param minimum size from which a distance beyond one deviation asks for the mean
   */
  float[] all(int minimum) {
    float[] gaps = new float[tree.merges];
    for (int k = 0; k < tree.merges; k++) {
      if (tree.joinsClusters(k)) {
        boolean doubtful = tree.beyondTwo[k] || (tree.beyondOne[k] && tree.size[k] >= minimum);
        gaps[k] = doubtful ? mean(k) : largest(k);
        enter(tree.innerNode(k), tree.level[k]);
      } else if (tree.left(k) < 0 && tree.right(k) >= 0) {
        entry[placeOf[tree.lastPoint(k)]] = tree.level[k];
      }
    }
    return gaps;
  }

  private void enter(int node, int level) {
    int from = tree.firstMember[node];
    Arrays.fill(entry, from, tree.memberEnd(node), level);
  }

  private float largest(int k) {
    Arrays.fill(squared, 0, 1, Double.POSITIVE_INFINITY);
    compare(tree.founder[tree.id[k]], tree.founder[tree.inner[k]], 1);
    return rooted(squared[0]);
  }

  private float mean(int k) {
    int below = Math.min(tree.level[k], levels);
    Arrays.fill(squared, 0, below, Double.POSITIVE_INFINITY);
    compare(tree.outerNode(k), tree.innerNode(k), below);
    float[] smallest = new float[below];
    double least = Double.POSITIVE_INFINITY;
    for (int level = 0; level < below; level++) {
      least = Math.min(least, squared[level]);
      smallest[level] = rooted(least);
    }
    return PairwiseSum.mean(smallest);
  }

  /** Each pair of members into the slot of the level from which on it counts. */
  private void compare(int one, int other, int below) {
    int from = tree.firstMember[other];
    int to = tree.memberEnd(other);
    for (int p = tree.firstMember[one]; p < tree.memberEnd(one); p++) {
      if (entry[p] < below) {
        compareWithPlace(p, from, to, below);
      }
    }
  }

  private void compareWithPlace(int p, int from, int to, int below) {
    int entryOfP = entry[p];
    for (int q = from; q < to; q++) {
      int level = Math.max(entryOfP, entry[q]);
      if (level < below) {
        double square = Distances.squared(coordinates, p, q, dimensions);
        if (square < squared[level]) {
          squared[level] = square;
        }
      }
    }
  }

  private static float rooted(double squared) {
    return (float) Math.sqrt(squared);
  }
}
