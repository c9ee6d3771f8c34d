package dev.scurry.clustering.inspect;

import dev.scurry.clustering.density.RadiusPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sets of points that pairs within a limit connect. The limit of near pairs is the mean deviation
 * of the registered clusters of a fair size, each at its last good level; that of exact pairs a
 * hundredth of it.
 */
final class Duplicates {

  /*
   * Points within a limit of each other are in one of the trees into which single linkage falls when
   * its longer merges are cut. Those trees are nodes of the MergeTree, so their members are ranges. At
   * the exact limit the trees are the sets. At the near limit exact pairs don't count, so the pairs
   * within each tree are looked at one by one.
   */

  private static final double EXACT_SHARE = 100;

  private final MergeTree tree;
  private final List<int[]> exact = new ArrayList<>();
  private final List<int[]> near = new ArrayList<>();

  /**
   * @param ordered the coordinates in the order of the tree's members
   */
  Duplicates(MergeTree tree, GoodMerges merges, int minimum, double[] ordered, int dimensions) {
    this.tree = tree;
    double nearLimit = usualDeviation(tree, merges, minimum);
    double exactLimit = nearLimit / EXACT_SHARE;
    for (int k : treesWithin(exactLimit)) {
      addSet(exact, Arrays.copyOfRange(tree.members, tree.firstMember[k], tree.memberEnd(k)));
    }
    int[] trees = treesWithin(nearLimit);
    if (trees.length > 0) {
      RadiusPairs pairs = new RadiusPairs(ordered, dimensions, nearLimit);
      for (int k : trees) {
        addNear(tree.firstMember[k], tree.memberEnd(k), pairs, exactLimit);
      }
    }
    exact.sort(Comparator.comparingInt(set -> set[0]));
    near.sort(Comparator.comparingInt(set -> set[0]));
  }

  /** Each set ascending, the sets by their first point. */
  List<int[]> exact() {
    return copy(exact);
  }

  List<int[]> near() {
    return copy(near);
  }

  /** NaN where no cluster is registered or none is of a fair size. */
  static double usualDeviation(MergeTree tree, GoodMerges merges, int minimum) {
    int[] at = lastGoodNodes(tree, merges);
    double[] deviations = new double[at.length];
    int count = 0;
    for (int id : merges.registered()) {
      if (tree.size[at[id]] >= minimum) {
        boolean unchanged = tree.level[at[id]] < merges.lastGoodLevel(id);
        deviations[count++] = unchanged ? 0 : tree.deviation[at[id]];
      }
    }
    return PairwiseSum.mean(Arrays.copyOf(deviations, count));
  }

  /** By id: the node on the last good level; one below where the cluster is unchanged since. */
  private static int[] lastGoodNodes(MergeTree tree, GoodMerges merges) {
    int[] at = Arrays.copyOf(tree.founder, tree.clusters());
    for (int k = 0; k < tree.merges; k++) {
      if (tree.level[k] <= merges.lastGoodLevel(tree.id[k])) {
        at[tree.id[k]] = k;
      }
    }
    return at;
  }

  /** The largest nodes whose merges are all within the limit. */
  private int[] treesWithin(double limit) {
    boolean[] root = new boolean[tree.merges];
    for (int k = 0; k < tree.merges && tree.distance(k) <= limit; k++) {
      root[k] = true;
      clear(root, tree.left(k));
      clear(root, tree.right(k));
    }
    return IntStream.range(0, tree.merges).filter(k -> root[k]).toArray();
  }

  private static void clear(boolean[] root, int node) {
    if (node >= 0) {
      root[node] = false;
    }
  }

  private void addNear(int from, int to, RadiusPairs pairs, double exactLimit) {
    int[] parent = new int[to - from];
    Arrays.setAll(parent, place -> place);
    pairs.find(
        from,
        to,
        from,
        to,
        (p, q, distance) -> {
          if (distance > exactLimit) {
            parent[root(parent, p - from)] = root(parent, q - from);
          }
        });
    addSets(from, parent);
  }

  private void addSets(int from, int[] parent) {
    int[] size = new int[parent.length];
    for (int place = 0; place < parent.length; place++) {
      size[root(parent, place)]++;
    }
    int[][] sets = new int[parent.length][];
    for (int place = 0; place < parent.length; place++) {
      int root = root(parent, place);
      if (sets[root] == null) {
        sets[root] = new int[size[root]];
      }
      sets[root][--size[root]] = tree.members[from + place];
    }
    for (int[] set : sets) {
      if (set != null && set.length > 1) {
        addSet(near, set);
      }
    }
  }

  private static int root(int[] parent, int place) {
    int at = place;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static void addSet(List<int[]> sets, int[] set) {
    Arrays.sort(set);
    sets.add(set);
  }

  private static List<int[]> copy(List<int[]> sets) {
    return sets.stream().map(int[]::clone).toList();
  }
}
