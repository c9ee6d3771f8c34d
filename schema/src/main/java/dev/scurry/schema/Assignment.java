package dev.scurry.schema;

import java.util.List;

/**
 * A user's segment at the end of a window.
 *
 * @param windowEnd end of the window (exclusive), ISO-8601 UTC
 * @param closestCluster id of the nearest cluster; an id is never used for another cluster
 * @param distanceToCluster Euclidean distance to its centroid in the model's metric, >= 0
 * @param modelVersion version of the model that assigned; 0 for one that came from elsewhere
 * @param trainedThrough last window end that the model has learned from, ISO-8601 UTC; absent where
 *     it has not learned from windows
 * @param runnerUp id of the second nearest cluster; absent where there is one cluster only
 * @param runnerUpDistance the distance to that one
 * @param margin how clear the case is: 1 - distance / distance to the runner-up, so 0 where both
 *     are as near and 1 for a user who is at the centroid
 * @param outlier whether the user is farther away than nearly all that the cluster holds; absent
 *     where the model does not know how far those are
 * @param reasons at most three features, the weightiest first: for an outlier those that explain
 *     most of the distance, else most of the difference to the runner-up
 */
public record Assignment(
    String windowEnd,
    String userId,
    long closestCluster,
    double distanceToCluster,
    long modelVersion,
    String trainedThrough,
    Long runnerUp,
    Double runnerUpDistance,
    Double margin,
    Boolean outlier,
    List<Reason> reasons,
    int format) {

  /**
   * Why.
   *
   * @param z by how many divisors of the metric the user's value lies above (or, negative, below)
   *     the centroid that he is compared with: an outlier's own, else the runner-up's
   */
  public record Reason(String feature, double z) {}
}
