package dev.scurry.clustering.density;

/** Which clusters of the hierarchy HDBSCAN takes. */
public enum ClusterSelection {
  /**
   * Those whose mass outlives their children's (Campello et al. 2015, section 5): few and large.
   */
  EXCESS_OF_MASS,
  /** Those that don't split any more: many and fine. */
  LEAF
}
