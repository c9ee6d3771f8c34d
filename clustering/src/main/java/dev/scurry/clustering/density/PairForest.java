package dev.scurry.clustering.density;

/**
 * The second pass over the pairs: the spanning forest of least mutual reachability, max(core
 * distance, core distance, distance). Pairs may come as in the first pass; which edges are kept
 * depends neither on their order nor on who saw them, because edges are ordered by (weight, point,
 * point).
 *
 * <p>Memory is O(points), whatever the number of pairs. Not thread-safe.
 */
public final class PairForest {

  /*
   * The heaviest edge of any cycle is in no spanning forest of least weight. So edges are collected
   * until there is no more room, sorted, reduced to the forest of those seen so far (Kruskal 1956),
   * and so on: the forest of all edges is the forest of (the forest of some, the rest).
   *
   * Of all pairs but the first, most close a cycle in which they are heaviest: their points are
   * connected by lighter edges already. Levels tell that without sorting: level 0 is the whole
   * forest, each next one leaves out four times as many of its heaviest edges. A pair whose points
   * are in one tree of the heaviest level that is lighter than the pair is dropped at once.
   */

  private static final int LEVELS = 8;

  private final double[] coreDistances;
  private final EdgeList edges;
  private final DisjointSets sets;
  private final int[][] treeOf = new int[LEVELS][];
  private final double[] heaviest = new double[LEVELS];
  private int levels;

  /**
   * @param coreDistances of {@link PairCoreDistances} after all pairs, at least one
   */
  public PairForest(double[] coreDistances) {
    this(coreDistances, Math.max(1 << 16, 4 * coreDistances.length));
  }

  /** With room for {@code capacity} edges, not fewer than points. */
  PairForest(double[] coreDistances, int capacity) {
    Checks.atLeast(1, coreDistances.length, "points");
    for (double core : coreDistances) {
      Checks.limit(core, "a core distance");
    }
    this.coreDistances = coreDistances.clone();
    this.edges = new EdgeList(capacity);
    this.sets = new DisjointSets(coreDistances.length);
  }

  public int points() {
    return coreDistances.length;
  }

  /**
   * A pair, or what {@link #handOver} passed on. A point's pair with itself says nothing.
   *
   * @param distance finite, >= 0
   */
  public void add(int i, int j, double distance) {
    Checks.point(i, coreDistances.length);
    Checks.point(j, coreDistances.length);
    Checks.distance(distance);
    double weight = Math.max(distance, Math.max(coreDistances[i], coreDistances[j]));
    if (i == j || weight == Double.POSITIVE_INFINITY || isConnectedBelow(weight, i, j)) {
      return;
    }
    if (edges.size() == edges.capacity()) {
      reduce();
      fillLevels();
    }
    edges.add(i, j, weight);
  }

  /** Passes on the forest's edges (point, point, mutual reachability), to be added elsewhere. */
  public <E extends Exception> void handOver(PairConsumer<E> receiver) throws E {
    reduce();
    for (int edge = 0; edge < edges.size(); edge++) {
      receiver.accept(edges.from(edge), edges.to(edge), edges.weight(edge));
    }
  }

  /** Learns all that another worker found out about the same points. */
  public void merge(PairForest other) {
    Checks.require(
        other.points() == points(),
        "a forest of %d points can't be merged into one of %d",
        other.points(),
        points());
    other.handOver(this::add);
  }

  /** The forest, sorted. */
  EdgeList edges() {
    reduce();
    return edges;
  }

  private boolean isConnectedBelow(double weight, int i, int j) {
    for (int level = 0; level < levels; level++) {
      if (heaviest[level] < weight) {
        return treeOf[level][i] == treeOf[level][j];
      }
    }
    return false;
  }

  private void fillLevels() {
    levels = 0;
    for (long left = edges.size(), out = 3; left > 0 && levels < LEVELS; left -= out, out *= 4) {
      fillLevel(levels++, (int) left);
    }
  }

  private void fillLevel(int level, int lightest) {
    if (treeOf[level] == null) {
      treeOf[level] = new int[coreDistances.length];
    }
    sets.reset();
    for (int edge = 0; edge < lightest; edge++) {
      sets.unite(edges.from(edge), edges.to(edge));
    }
    for (int point = 0; point < coreDistances.length; point++) {
      treeOf[level][point] = sets.find(point);
    }
    heaviest[level] = edges.weight(lightest - 1);
  }

  private void reduce() {
    edges.sort();
    sets.reset();
    edges.keepForest(sets);
  }
}
