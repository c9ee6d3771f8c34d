package dev.scurry.clustering;

/** How widely the points of each cluster are spread. */
public final class ClusterSpread {

  private ClusterSpread() {}

  /**
   * The standard deviation of each feature over what each cluster holds, about its own mean; 0
   * where it holds nothing.
   *
   * @param micro what the model was reduced from; each belongs to its nearest centroid
   * @return k x d, row-major, in raw units
   */
  public static double[] deviations(MicroClusters micro, KMeansModel model) {
    int d = model.dimensions();
    Checks.require(
        micro.dimensions() == d, "micro-clusters of %d dimensions for %d", micro.dimensions(), d);
    double[] weights = new double[model.k()];
    double[] means = new double[model.k() * d];
    double[] moments = new double[model.k() * d];
    for (int i = 0; i < micro.size(); i++) {
      int row = model.closest(micro.rawMeans(), i * d);
      Moments.combine(
          weights[row],
          means,
          moments,
          row,
          micro.weight(i),
          micro.rawMeans(),
          micro.rawMoments(),
          i,
          d);
      weights[row] += micro.weight(i);
    }
    return deviations(moments, weights, d);
  }

  private static double[] deviations(double[] moments, double[] weights, int dimensions) {
    double[] deviations = new double[moments.length];
    for (int c = 0; c < moments.length; c++) {
      double weight = weights[c / dimensions];
      deviations[c] = weight == 0 ? 0 : StrictMath.sqrt(moments[c] / weight);
    }
    return deviations;
  }
}
