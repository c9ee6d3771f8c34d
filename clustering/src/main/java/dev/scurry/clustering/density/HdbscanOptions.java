package dev.scurry.clustering.density;

/**
 * What HDBSCAN is asked for.
 *
 * @param minClusterSize points that make a cluster, >= 2; smaller groups are noise
 * @param minSamples neighbours whose distance is a point's density, itself counted (as in
 *     scikit-learn and Tribuo), >= 1
 * @param selection which clusters of the hierarchy are taken
 * @param selectionEpsilon clusters that parted at a distance below this one are taken as one,
 *     finite and >= 0; 0 changes nothing (Malzer and Baum 2020)
 * @param allowSingleCluster whether all points together may be the one cluster. Its members are
 *     then the points within {@code selectionEpsilon}, or where that is 0 those that are together
 *     still at the density at which it falls apart, as in scikit-learn
 */
public record HdbscanOptions(
    int minClusterSize,
    int minSamples,
    ClusterSelection selection,
    double selectionEpsilon,
    boolean allowSingleCluster) {

  public HdbscanOptions {
    Checks.atLeast(2, minClusterSize, "minClusterSize");
    Checks.atLeast(1, minSamples, "minSamples");
    Checks.require(selection != null, "selection must not be null");
    Checks.require(
        selectionEpsilon >= 0 && selectionEpsilon <= Double.MAX_VALUE,
        "selectionEpsilon must be finite and >= 0, not %s",
        selectionEpsilon);
  }

  /** Excess of mass, no epsilon, no single cluster. */
  public static HdbscanOptions of(int minClusterSize, int minSamples) {
    return new HdbscanOptions(
        minClusterSize, minSamples, ClusterSelection.EXCESS_OF_MASS, 0, false);
  }

  public HdbscanOptions withSelection(ClusterSelection other) {
    return new HdbscanOptions(
        minClusterSize, minSamples, other, selectionEpsilon, allowSingleCluster);
  }

  public HdbscanOptions withSelectionEpsilon(double epsilon) {
    return new HdbscanOptions(minClusterSize, minSamples, selection, epsilon, allowSingleCluster);
  }

  public HdbscanOptions withAllowSingleCluster(boolean allow) {
    return new HdbscanOptions(minClusterSize, minSamples, selection, selectionEpsilon, allow);
  }
}
