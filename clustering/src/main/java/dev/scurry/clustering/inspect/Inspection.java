package dev.scurry.clustering.inspect;

import java.util.List;

/**
 * Which points of a data set are outliers, potential outliers, duplicates and near duplicates, as
 * the Clusterer of DAML (since then DataEval) told them in June 2024, point for point.
 *
 * <p>Points are named by their row, from 0. A point can be in several of the lists, and in the
 * duplicates and the near duplicates of different others.
 */
public final class Inspection {

  /*
   * Single linkage [1] merges the nearest two, again and again: 20 points of one cluster are a chain
   * of short merges, and then a long one follows. What is long is told by figures of the merges
   * themselves, in five steps, each with a class of its own:
   *
   *   SingleLinkage  the merges, nearest first
   *   MergeTree      clusters with ids and levels; mean and deviation of the distances in each
   *   MergeGaps      how far two clusters that merge were apart on the levels below
   *   GoodMerges     which merges of two clusters are good: gap below exp(mean + 2 deviations of the
   *                  logarithms of the clusters' widths), or little above; the last good level of
   *                  each cluster that was in a bad one
   *   Outliers       who joined above the last good level from far away, or with too few
   *   Duplicates     pairs nearer than the clusters' mean deviation, or than a hundredth of it
   *
   * A cluster is too small below m = 5 % of the points, but at least 2 and at most 100.
   *
   * The original [2] holds the square of all distances, a copy of all members and distances at each
   * node, and a cube of levels x clusters x clusters: 3.2 GB of distances alone at 20,000 points. Here
   * everything is O(n). Prim's algorithm computes distances as it goes; members and distances of a node
   * are a range of one array (MergeTree); the cube's few columns that are asked for come from the
   * levels on which points entered (MergeGaps). Time is O(n² d) for the linkage, and at most as much
   * again for the gaps and for the near pairs.
   *
   * Figures of distances are in single precision and summed in the original's order, since a ">"
   * between two of them may hang on the last bit.
   *
   * [1] Gower, Ross: Minimum spanning trees and single linkage cluster analysis. Applied Statistics
   *     18, 1969.
   * [2] DAML 0.3x, src/daml/_internal/detectors/clustering.py, github.com/aria-ml/dataeval.
   */

  /** Larger numbers are refused, so that squares of distances keep within single precision. */
  private static final double LARGEST = 1e15;

  private static final double SMALL_SHARE = 0.05;
  private static final int SMALLEST_MINIMUM = 2;
  private static final int LARGEST_MINIMUM = 100;

  private final Outliers outliers;
  private final Duplicates duplicates;

  private Inspection(double[] points, int dimensions) {
    MergeTree tree = new MergeTree(SingleLinkage.of(points, dimensions));
    int minimum = minimum(tree.points);
    double[] ordered = tree.ordered(points, dimensions);
    GoodMerges merges = new GoodMerges(tree, ordered, dimensions, minimum);
    this.outliers = new Outliers(tree, merges, minimum);
    this.duplicates = new Duplicates(tree, merges, minimum, ordered, dimensions);
  }

  /**
   * Inspects n points; O(n² d) time, O(n d) memory.
   *
   * @param points n x d, row-major, n >= 2, every number finite and within 1e15; not changed
   * @param dimensions d, >= 1
   * @throws IllegalArgumentException where that does not hold
   */
  public static Inspection of(double[] points, int dimensions) {
    require(dimensions >= 1, "points must have at least 1 dimension, not " + dimensions);
    require(
        points.length % dimensions == 0,
        "points must be rows of " + dimensions + " numbers, not " + points.length + " numbers");
    require(
        points.length / dimensions >= 2,
        "there must be at least 2 points, not " + points.length / dimensions);
    for (int i = 0; i < points.length; i++) {
      require(
          Math.abs(points[i]) <= LARGEST,
          "points must be finite and within 1e15, not ",
          points[i],
          i / dimensions);
    }
    return new Inspection(points, dimensions);
  }

  /** Points far from the cluster that they joined, or in none of a fair size; ascending. */
  public int[] outliers() {
    return outliers.certain();
  }

  /** Points somewhat far from the cluster that they joined; ascending. */
  public int[] potentialOutliers() {
    return outliers.potential();
  }

  /** Sets of points that lie on each other, but for a hundredth of the usual deviation. */
  public List<int[]> duplicates() {
    return duplicates.exact();
  }

  /**
   * Sets of points that lie closer together than the usual deviation; pairs of duplicates are not
   * counted as near.
   */
  public List<int[]> nearDuplicates() {
    return duplicates.near();
  }

  /** The size below which a cluster is too small. */
  static int minimum(int points) {
    return Math.min(Math.max(SMALLEST_MINIMUM, (int) (points * SMALL_SHARE)), LARGEST_MINIMUM);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void require(boolean condition, String message, double value, int row) {
    if (!condition) {
      throw new IllegalArgumentException(message + value + " in row " + row);
    }
  }
}
