package dev.scurry.schema;

/**
 * How far the points of each cluster lie from its centroid, read off a sample of the windows: a
 * user beyond a high quantile is an outlier of his cluster.
 *
 * @param levels ascending, each between 0 and 1
 * @param quantiles one row a cluster, one Euclidean distance in the model's metric a level; a row
 *     is empty where no point of the sample lies in the cluster
 */
public record DistanceQuantiles(double[] levels, double[][] quantiles) {}
