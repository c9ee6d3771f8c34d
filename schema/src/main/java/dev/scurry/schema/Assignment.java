package dev.scurry.schema;

/**
 * A user's segment at the end of a window.
 *
 * @param windowEnd end of the window (exclusive), ISO-8601 UTC
 * @param closestCluster id of the nearest cluster; an id is never used for another cluster
 * @param distanceToCluster Euclidean distance to its centroid in the model's metric, >= 0
 * @param modelVersion version of the model that assigned
 * @param trainedThrough last window end that the model has learned from, ISO-8601 UTC
 */
public record Assignment(
    String windowEnd,
    String userId,
    long closestCluster,
    double distanceToCluster,
    long modelVersion,
    String trainedThrough,
    int format) {}
