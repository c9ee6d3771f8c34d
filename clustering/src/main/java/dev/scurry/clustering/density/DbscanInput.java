package dev.scurry.clustering.density;

/**
 * What DBSCAN learns from: pairs of neighbours, and what another worker already found out about its
 * share of the pairs. Calls may come in any order and any number of times.
 */
public interface DbscanInput {

  /** The two points are within eps of each other. A point's pair with itself says nothing. */
  void add(int i, int j);

  /**
   * Both points are core and belong to one cluster. {@code point} and {@code core} may be the same.
   */
  void addCore(int point, int core);
}
