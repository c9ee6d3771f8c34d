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

  private final double[] coreDistances;
  private final EdgeList edges;
  private final DisjointSets sets;

  /**
   * @param coreDistances of {@link PairCoreDistances} after all pairs, at least one
   */
  public PairForest(double[] coreDistances) {
    Checks.atLeast(1, coreDistances.length, "points");
    for (double core : coreDistances) {
      Checks.limit(core, "a core distance");
    }
    this.coreDistances = coreDistances.clone();
    this.edges = new EdgeList(Math.max(1 << 16, 4 * coreDistances.length));
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
    if (i == j || weight == Double.POSITIVE_INFINITY) {
      return;
    }
    if (edges.size() == edges.capacity()) {
      reduce();
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

  private void reduce() {
    edges.sort();
    sets.reset();
    edges.keepForest(sets);
  }
}
