package dev.scurry.schema;

import java.util.List;
import java.util.Map;

/**
 * A model as it crosses a wire: immutable, without clock, host, path or parallelism. k clusters in
 * d features.
 *
 * @param name the model's name, and the key in its topic
 * @param version 1 for the first, one more for each that is published
 * @param trainedThrough last window end that it has learned from, ISO-8601 UTC; like the other two
 *     of windows absent where it was trained on a file of vectors
 * @param windowSizeMs length of a window
 * @param windowSlideMs distance between two window ends
 * @param features the d feature names, in the order of the columns
 * @param clusterIds k ids; a cluster keeps its id while it lives and an id is never used again
 * @param centroids k x d, row-major, in raw units
 * @param weights k decayed weights, > 0: how many (user, window), or rows, a cluster holds
 * @param scale d divisors of the metric: d²(x, c) = sum of ((x - c) / scale)²; a feature with scale
 *     0 does not count
 * @param msd mean squared distance of the training weight to its centroids, in the metric
 * @param ssd the sum
 * @param parameters what it was trained with
 */
public record ClusterModel(
    String name,
    long version,
    String trainedThrough,
    Long windowSizeMs,
    Long windowSlideMs,
    List<String> features,
    long[] clusterIds,
    double[][] centroids,
    double[] weights,
    double[] scale,
    double msd,
    double ssd,
    Map<String, String> parameters,
    int format) {

  public int k() {
    return centroids.length;
  }
}
