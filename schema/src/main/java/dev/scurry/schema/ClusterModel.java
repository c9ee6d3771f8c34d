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
 * @param nextClusterId what the next new cluster will be called; null where that is not known
 * @param centroids k x d, row-major, in raw units
 * @param weights k decayed weights, > 0: how many (user, window), or rows, a cluster holds
 * @param scale d divisors of the metric: d²(x, c) = sum of ((x - c) / scale)²; a feature with scale
 *     0 does not count
 * @param msd mean squared distance of the training weight to its centroids, in the metric
 * @param ssd the sum
 * @param testMsd mean squared distance of the window's sample to the model before, which had not
 *     learned from it; like all that follows null where nothing is known, as in a model of a file
 * @param spread k x d standard deviations of what each cluster holds, in raw units
 * @param distances how far from their centroids the points of each cluster lie
 * @param kAdvice which k the data ask for
 * @param lineage what became of the clusters of the model before; empty: all live on
 * @param doctor what was done to the micro-clusters in this window
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
    Long nextClusterId,
    double[][] centroids,
    double[] weights,
    double[] scale,
    double msd,
    double ssd,
    Double testMsd,
    double[][] spread,
    DistanceQuantiles distances,
    KAdvice kAdvice,
    List<LineageEvent> lineage,
    DoctorActs doctor,
    Map<String, String> parameters,
    int format) {

  /** A model of which no more is known than where its clusters are. */
  public ClusterModel(
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
    this(
        name,
        version,
        trainedThrough,
        windowSizeMs,
        windowSlideMs,
        features,
        clusterIds,
        null,
        centroids,
        weights,
        scale,
        msd,
        ssd,
        null,
        null,
        null,
        null,
        null,
        null,
        parameters,
        format);
  }

  public int k() {
    return centroids.length;
  }
}
