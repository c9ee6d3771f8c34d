package dev.scurry.clustering.density;

import java.util.Arrays;

/** What the hierarchy and the clusters taken from it say of each point. */
final class Membership {

  private final CondensedTree tree;
  private final HdbscanOptions options;
  private final int points;
  private final int[] holder;

  private Membership(CondensedTree tree, HdbscanOptions options, int points) {
    this.tree = tree;
    this.options = options;
    this.points = points;
    this.holder = new FlatClusters(tree, options).holders();
  }

  /** Of a spanning forest of mutual reachability, sorted. */
  static HdbscanResult of(int points, EdgeList forest, HdbscanOptions options) {
    CondensedTree tree =
        new CondensedTree(new SingleLinkage(points, forest), options.minClusterSize());
    return new Membership(tree, options, points).result();
  }

  private HdbscanResult result() {
    int[] labels = new int[points];
    double[] probabilities = new double[points];
    double[] outlierScores = new double[points];
    double[] densestBelow = tree.densestBelow();
    int[] numbers = new int[tree.clusters()];
    Arrays.fill(numbers, PairDbscan.NOISE);
    int clusters = 0;
    for (int point = 0; point < points; point++) {
      int cluster = holder[tree.lastCluster(point)];
      labels[point] = PairDbscan.NOISE;
      if (isMember(point, cluster)) {
        if (numbers[cluster] == PairDbscan.NOISE) {
          numbers[cluster] = clusters++;
        }
        labels[point] = numbers[cluster];
        probabilities[point] = share(tree.densest(cluster), tree.leaves(point));
      }
      outlierScores[point] = outlierScore(densestBelow[tree.lastCluster(point)], point);
    }
    return new HdbscanResult(labels, probabilities, outlierScores, clusters);
  }

  private boolean isMember(int point, int cluster) {
    if (cluster != 0) {
      return cluster > 0;
    }
    double limit = options.selectionEpsilon() > 0 ? options.selectionEpsilon() : tree.densest(0);
    return tree.leaves(point) <= limit && tree.leaves(point) < Double.POSITIVE_INFINITY;
  }

  private double outlierScore(double densest, int point) {
    return densest == Double.POSITIVE_INFINITY ? 0 : 1 - share(densest, tree.leaves(point));
  }

  /** The density at {@code distance} over that at {@code densest}, at most 1. */
  private static double share(double densest, double distance) {
    return distance <= densest ? 1 : densest / distance;
  }
}
