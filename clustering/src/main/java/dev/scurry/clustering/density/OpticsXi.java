package dev.scurry.clustering.density;

/**
 * How clusters are read off a reachability plot by its steepness (Ankerst et al. 1999, section
 * 4.3).
 *
 * @param xi the share by which the plot must fall or rise from one point to the next to be steep,
 *     above 0 and below 1
 * @param minClusterSize points that make a cluster, >= 2
 * @param predecessorCorrection whether points at the end of a cluster that were not reached from
 *     within it are taken off (Schubert and Gertz 2018, algorithm 2)
 */
public record OpticsXi(double xi, int minClusterSize, boolean predecessorCorrection) {

  public OpticsXi {
    Checks.require(xi > 0 && xi < 1, "xi must be above 0 and below 1, not %s", xi);
    Checks.atLeast(2, minClusterSize, "minClusterSize");
  }

  /** xi 0.05, clusters of minSamples points, at least 2, with the correction. */
  public static OpticsXi of(int minSamples) {
    Checks.atLeast(1, minSamples, "minSamples");
    return new OpticsXi(0.05, Math.max(2, minSamples), true);
  }
}
