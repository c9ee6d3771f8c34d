package dev.scurry.clustering;

/**
 * How micro-clusters are reduced to k centroids.
 *
 * @param k number of clusters, > 0
 * @param start how a restart chooses its first centroids
 * @param maxIterations most iterations of a restart, > 0
 * @param trials seeded restarts beside the warm start, >= 0; at least one is made where there is no
 *     warm start
 * @param tolerance a restart ends when the cost improves by no more than this share, in [0, 1]
 */
public record LloydOptions(int k, Start start, int maxIterations, int trials, double tolerance) {

  /** How a restart chooses its first centroids among the micro-clusters. */
  public enum Start {
    /** With a probability in proportion to weight x squared distance to those chosen before. */
    KMEANS_PLUS_PLUS,
    /** With a probability in proportion to weight. */
    RANDOM
  }

  public LloydOptions {
    java.util.Objects.requireNonNull(start, "start");
    Checks.positive(k, "k");
    Checks.positive(maxIterations, "maxIterations");
    Checks.require(trials >= 0, "trials must be >= 0, not %d", trials);
    Checks.require(tolerance >= 0 && tolerance <= 1, "tolerance must be in [0, 1]: %s", tolerance);
  }
}
