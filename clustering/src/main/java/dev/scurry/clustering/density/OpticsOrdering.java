package dev.scurry.clustering.density;

/**
 * The order in which OPTICS visited the points, and how each was reached; what scikit-learn's
 * {@code OPTICS} calls {@code ordering_}, {@code reachability_}, {@code core_distances_} and {@code
 * predecessor_}. The last three are by point, not by place.
 *
 * @param minSamples the number that it was made with
 * @param ordering the points, as visited
 * @param reachability infinite for a point that was reached from none
 * @param coreDistances infinite for a point that has too few neighbours within the limit
 * @param predecessor the point from which it was reached, or -1
 */
@SuppressWarnings("ArrayRecordComponent")
public record OpticsOrdering(
    int minSamples,
    int[] ordering,
    double[] reachability,
    double[] coreDistances,
    int[] predecessor) {

  public OpticsOrdering {
    Checks.atLeast(1, minSamples, "minSamples");
    Checks.sameLength(ordering.length, reachability.length, "reachabilities");
    Checks.sameLength(ordering.length, coreDistances.length, "core distances");
    Checks.sameLength(ordering.length, predecessor.length, "predecessors");
    for (int point = 0; point < ordering.length; point++) {
      Checks.point(ordering[point], ordering.length);
      Checks.limit(reachability[point], "a reachability");
      Checks.limit(coreDistances[point], "a core distance");
      Checks.require(
          predecessor[point] >= -1 && predecessor[point] < ordering.length,
          "%d is neither a point nor -1",
          predecessor[point]);
    }
  }

  /**
   * Clusters as DBSCAN gives them at {@code eps}, up to the border points, which go to the cluster
   * that reached them first.
   *
   * @param eps >= 0, best not above the limit that the ordering was made with
   * @return labels from 0 in order of visits, or {@link PairDbscan#NOISE}
   */
  public int[] dbscanLabels(double eps) {
    Checks.limit(eps, "eps");
    int[] labels = new int[ordering.length];
    int label = -1;
    for (int point : ordering) {
      boolean near = coreDistances[point] <= eps;
      if (reachability[point] > eps) {
        label += near ? 1 : 0;
        labels[point] = near ? label : PairDbscan.NOISE;
      } else {
        labels[point] = label;
      }
    }
    return labels;
  }

  /**
   * Clusters between steep places of the reachability plot.
   *
   * @return labels from 0, smaller clusters before those that hold them, or {@link
   *     PairDbscan#NOISE}
   */
  public int[] xiLabels(OpticsXi xi) {
    return new XiExtraction(this, xi).labels();
  }
}
