package dev.scurry.schema;

import java.util.List;

/**
 * Which number of clusters the data ask for.
 *
 * @param recommended the k to take
 * @param elbow where the cost bends; null where it doesn't
 * @param silhouette k of the greatest silhouette; null where there is none
 * @param gap k that the gap statistic chooses; null where the gap rises to the end
 * @param agree whether all three name the same k
 * @param curve what they were read from, by ascending k
 */
public record KAdvice(
    int recommended,
    Integer elbow,
    Integer silhouette,
    Integer gap,
    boolean agree,
    List<Point> curve) {

  /**
   * @param ssd sum of squared distances to the k centroids, in the metric
   * @param silhouette from -1 to 1; null for one cluster
   * @param gap gap statistic; null where it was not computed
   */
  public record Point(int k, double ssd, Double silhouette, Double gap) {}
}
