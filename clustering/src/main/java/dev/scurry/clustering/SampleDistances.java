package dev.scurry.clustering;

import java.util.Arrays;

/** How far the points of a sample lie from their nearest centroids. Immutable. */
public final class SampleDistances {

  private final int[] closest;
  private final double[] distances;
  private final int k;

  private SampleDistances(int[] closest, double[] distances, int k) {
    this.closest = closest;
    this.distances = distances;
    this.k = k;
  }

  /**
   * Measures a sample.
   *
   * @param rows row-major, at least one
   */
  public static SampleDistances of(double[] rows, KMeansModel model) {
    int n = Checks.positive(Checks.rows(rows, model.dimensions(), "rows"), "rows");
    int[] closest = new int[n];
    double[] distances = new double[n];
    model.assign(rows, closest, distances);
    return new SampleDistances(closest, distances, model.k());
  }

  /** Mean squared distance. */
  public double msd() {
    double sum = 0;
    for (double distance : distances) {
      sum += distance * distance;
    }
    return sum / distances.length;
  }

  /**
   * For each cluster the smallest distance that at least the share {@code level} of its points does
   * not exceed.
   *
   * @param levels at least one, each in (0, 1]
   * @return a row for each cluster, one number a level; empty where the sample has none of its
   *     points
   */
  public double[][] quantiles(double... levels) {
    Checks.positive(levels.length, "levels");
    for (double level : levels) {
      Checks.require(level > 0 && level <= 1, "a level must be in (0, 1], not %s", level);
    }
    double[][] quantiles = new double[k][];
    for (int row = 0; row < k; row++) {
      quantiles[row] = quantiles(sortedOf(row), levels);
    }
    return quantiles;
  }

  private double[] sortedOf(int row) {
    double[] own = new double[distances.length];
    int n = 0;
    for (int i = 0; i < closest.length; i++) {
      if (closest[i] == row) {
        own[n++] = distances[i];
      }
    }
    double[] sorted = Arrays.copyOf(own, n);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double[] quantiles(double[] sorted, double[] levels) {
    double[] quantiles = new double[sorted.length == 0 ? 0 : levels.length];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = sorted[(int) Math.ceil(levels[i] * sorted.length) - 1];
    }
    return quantiles;
  }
}
