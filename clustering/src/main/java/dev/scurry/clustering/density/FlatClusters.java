package dev.scurry.clustering.density;

import java.util.Arrays;

/** The clusters of the hierarchy that are taken: of no two of them one lies in the other. */
final class FlatClusters {

  private static final int NONE = -1;

  private final CondensedTree tree;
  private final HdbscanOptions options;
  private boolean[] taken;

  FlatClusters(CondensedTree tree, HdbscanOptions options) {
    this.tree = tree;
    this.options = options;
    taken = new boolean[tree.clusters()];
    if (options.selection() == ClusterSelection.LEAF) {
      takeLeaves();
    } else {
      takeByExcessOfMass();
    }
    if (options.selectionEpsilon() > 0) {
      joinBelowEpsilon();
    }
  }

  /** For each cluster of the tree the one taken that holds it, or -1. */
  int[] holders() {
    int[] holders = new int[tree.clusters()];
    for (int cluster = 0; cluster < holders.length; cluster++) {
      int above = cluster == 0 ? NONE : holders[tree.parent(cluster)];
      holders[cluster] = above == NONE && taken[cluster] ? cluster : above;
    }
    return holders;
  }

  private boolean mayBeTaken(int cluster) {
    return cluster > 0 || options.allowSingleCluster();
  }

  private void takeLeaves() {
    Arrays.fill(taken, true);
    for (int cluster = 1; cluster < taken.length; cluster++) {
      taken[tree.parent(cluster)] = false;
    }
    taken[0] &= mayBeTaken(0);
  }

  /** From the leaves up; a cluster that is as stable as what comes of it is taken. */
  private void takeByExcessOfMass() {
    double[] below = new double[taken.length];
    for (int cluster = taken.length - 1; cluster >= 0; cluster--) {
      taken[cluster] = mayBeTaken(cluster) && tree.stability(cluster) >= below[cluster];
      if (cluster > 0) {
        below[tree.parent(cluster)] += taken[cluster] ? tree.stability(cluster) : below[cluster];
      }
    }
    clearCovered();
  }

  private void clearCovered() {
    int[] holders = holders();
    for (int cluster = 0; cluster < taken.length; cluster++) {
      taken[cluster] = holders[cluster] == cluster;
    }
  }

  /** Puts in the place of a cluster born below epsilon its nearest ancestor that was not. */
  private void joinBelowEpsilon() {
    boolean[] joined = new boolean[taken.length];
    for (int cluster = 0; cluster < taken.length; cluster++) {
      if (taken[cluster]) {
        joined[bornAbove(cluster)] = true;
      }
    }
    taken = joined;
    clearCovered();
  }

  private int bornAbove(int cluster) {
    double epsilon = options.selectionEpsilon();
    if (tree.birth(cluster) >= epsilon) {
      return cluster;
    }
    int at = cluster;
    do {
      if (!mayBeTaken(tree.parent(at))) {
        return at;
      }
      at = tree.parent(at);
    } while (tree.birth(at) <= epsilon);
    return at;
  }
}
