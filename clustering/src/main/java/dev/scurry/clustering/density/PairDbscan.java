package dev.scurry.clustering.density;

import java.util.Arrays;
import java.util.Objects;

/**
 * DBSCAN in one pass over the pairs of points within eps, which may come in any order, in either
 * direction and repeatedly, split among any number of workers. Partition, labels and their order
 * equal scikit-learn's for the same pairs: labels count up from 0 in the order of the smallest rank
 * among a cluster's core points, a border point takes the lowest label among its core neighbours,
 * noise is {@link #NOISE}.
 *
 * <p>Memory is O(points x minSamples), whatever the number of pairs. Not thread-safe.
 */
public final class PairDbscan implements DbscanInput {

  /*
   * DBSCAN [1] needs a point's neighbours for two decisions: whether it is core (minSamples
   * neighbours, itself counted) and which core points it touches. The first needs only the first
   * minSamples - 1 distinct ones; the second needs, for a core point, a union-find structure in
   * place of a list [2].
   *
   * So a point that is not core yet remembers the set of its distinct neighbours. When the set is
   * full the point becomes core, is united with the cores in the set, and the set is dropped. Of
   * every pair seen, this holds from then on:
   *
   *   both points are core  -> they are united (the later of the two to become core found the
   *                            earlier in its set, or the pair came after both);
   *   one point is not core -> the other is in its set.
   *
   * Nothing else is needed for the labels: clusters are the union-find's trees, and a point that
   * never became core has its whole neighbourhood in its set, however late those became core.
   *
   * What a worker found is passed on as (core, its tree's root) and as the remaining pairs of its
   * sets, and is learned from like any input: the statement above holds of the union of the pairs,
   * because a pair that a worker dropped was a pair of two cores of one of its trees.
   *
   * The smaller of two roots becomes the root, so a root is the smallest core of its cluster and
   * labels can be given in one walk up the ranks.
   *
   * Costs: O(log minSamples) a pair into a set, O(minSamples) for each of the at most minSamples
   * insertions a point, and a find with path halving for a pair of cores.
   *
   * [1] Ester, Kriegel, Sander, Xu: A density-based algorithm for discovering clusters in large
   *     spatial databases with noise. KDD 1996.
   * [2] Patwary et al.: A new scalable parallel DBSCAN algorithm using the disjoint-set data
   *     structure. SC 2012.
   */

  /** Label of a point that belongs to no cluster. */
  public static final int NOISE = -1;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int NOT_CORE = -1;
  private static final int[] NONE = new int[0];

  private final int minSamples;
  private int points;
  private int[] parent;
  private int[][] neighbours;

  /**
   * @param points how many there are to begin with, >= 0
   * @param minSamples neighbours that make a point core, itself counted, >= 1
   */
  public PairDbscan(int points, int minSamples) {
    if (points < 0) {
      throw new IllegalArgumentException("points must be at least 0, not " + points);
    }
    if (minSamples < 1) {
      throw new IllegalArgumentException("minSamples must be at least 1, not " + minSamples);
    }
    this.minSamples = minSamples;
    this.parent = new int[points];
    this.neighbours = new int[points][];
    growTo(points);
  }

  /** Makes it at least so many points, for a reader that meets them one by one. */
  public void growTo(int atLeast) {
    if (atLeast > parent.length) {
      int capacity = (int) Math.max(atLeast, Math.min(LARGEST_ARRAY, parent.length * 3L / 2));
      parent = Arrays.copyOf(parent, capacity);
      neighbours = Arrays.copyOf(neighbours, capacity);
    }
    for (; points < atLeast; points++) {
      parent[points] = minSamples == 1 ? points : NOT_CORE;
      neighbours[points] = NONE;
    }
  }

  public int points() {
    return points;
  }

  @Override
  public void add(int i, int j) {
    check(i);
    check(j);
    if (i == j) {
      return;
    }
    if (isCore(i) && isCore(j)) {
      unite(i, j);
    } else {
      remember(i, j);
      remember(j, i);
    }
  }

  @Override
  public void addCore(int point, int core) {
    check(point);
    check(core);
    promote(point);
    promote(core);
    unite(point, core);
  }

  /** Passes on all that is known; the receiver then knows at least as much. */
  public void handOver(DbscanInput receiver) {
    for (int point = 0; point < points; point++) {
      if (isCore(point)) {
        receiver.addCore(point, find(point));
      } else {
        handOverNeighbours(point, receiver);
      }
    }
  }

  /**
   * Learns all that another worker found out about the same points with the same minSamples: as if
   * its pairs had been added here.
   */
  public void merge(PairDbscan other) {
    if (other.points() != points() || other.minSamples != minSamples) {
      throw new IllegalArgumentException(
          "%d points and minSamples %d can't be merged into %d and %d"
              .formatted(other.points(), other.minSamples, points(), minSamples));
    }
    other.handOver(this);
  }

  /** The label of every point, by rank. */
  public int[] labels() {
    int[] labels = new int[points];
    int clusters = 0;
    for (int point = 0; point < labels.length; point++) {
      if (isCore(point)) {
        int root = find(point);
        labels[point] = root == point ? clusters++ : labels[root];
      }
    }
    for (int point = 0; point < labels.length; point++) {
      if (!isCore(point)) {
        labels[point] = borderLabel(point, labels);
      }
    }
    return labels;
  }

  /** Whether the point has minSamples neighbours, itself counted. */
  public boolean isCore(int point) {
    check(point);
    return parent[point] != NOT_CORE;
  }

  private int borderLabel(int point, int[] labels) {
    int lowest = Integer.MAX_VALUE;
    for (int neighbour : neighbours[point]) {
      if (isCore(neighbour)) {
        lowest = Math.min(lowest, labels[neighbour]);
      }
    }
    return lowest == Integer.MAX_VALUE ? NOISE : lowest;
  }

  /** A pair of two points that are not core is in both sets; it is passed on once. */
  private void handOverNeighbours(int point, DbscanInput receiver) {
    for (int neighbour : neighbours[point]) {
      if (isCore(neighbour) || point < neighbour) {
        receiver.add(point, neighbour);
      }
    }
  }

  private void remember(int point, int neighbour) {
    if (isCore(point)) {
      return;
    }
    int[] known = neighbours[point];
    int place = Arrays.binarySearch(known, neighbour);
    if (place < 0) {
      neighbours[point] = inserted(known, -place - 1, neighbour);
      if (known.length + 2 >= minSamples) {
        promote(point);
      }
    }
  }

  private void promote(int point) {
    if (isCore(point)) {
      return;
    }
    parent[point] = point;
    for (int neighbour : neighbours[point]) {
      if (isCore(neighbour)) {
        unite(point, neighbour);
      }
    }
    neighbours[point] = null;
  }

  private void unite(int i, int j) {
    int a = find(i);
    int b = find(j);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  private int find(int core) {
    int at = core;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private void check(int point) {
    Objects.checkIndex(point, points);
  }

  private static int[] inserted(int[] sorted, int place, int value) {
    int[] longer = new int[sorted.length + 1];
    System.arraycopy(sorted, 0, longer, 0, place);
    longer[place] = value;
    System.arraycopy(sorted, place, longer, place + 1, sorted.length - place);
    return longer;
  }
}
