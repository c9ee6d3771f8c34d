package dev.scurry.clustering;

import java.util.Arrays;

/**
 * One pass over rows under a fixed model: what they cost under it, and the model with each centroid
 * moved to the mean of the rows that are nearest to it (one exact step of Lloyd's iteration). Not
 * thread-safe.
 */
public final class LloydPass {

  /** Rows that are assigned at a time. */
  private static final int BLOCK = 4096;

  private final KMeansModel model;
  private final NearestCentroids centroids;
  private final int[] nearest = new int[BLOCK];
  private final double[] squared = new double[BLOCK];
  private final double[] counts;
  private final double[] shifts;
  private double ssd;

  public LloydPass(KMeansModel model) {
    this.model = model;
    this.centroids = model.nearestCentroids();
    this.counts = new double[model.k()];
    this.shifts = new double[model.k() * model.dimensions()];
  }

  /**
   * Takes rows into account.
   *
   * @param rows row-major, any number of rows
   */
  public void add(double[] rows) {
    int count = Checks.rows(rows, model.dimensions(), "rows");
    for (int from = 0; from < count; from += BLOCK) {
      addBlock(rows, from, Math.min(from + BLOCK, count));
    }
  }

  private void addBlock(double[] rows, int from, int to) {
    centroids.assign(rows, from, to, nearest, squared);
    for (int i = 0; i < to - from; i++) {
      ssd += squared[i];
    }
    centroids.accumulate(rows, from, to, nearest, counts, shifts);
  }

  /** Sum of squared distances of the rows to their nearest centroid of the given model. */
  public double ssd() {
    return ssd;
  }

  /** How many rows there were. */
  public double count() {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * The given model with these rows' weights and ssd; clusters that got none of them are left out.
   *
   * @throws IllegalArgumentException if there were no rows
   */
  public KMeansModel scored() {
    int d = model.dimensions();
    double[] centroids = model.centroids();
    double[] kept = new double[counts.length];
    int n = 0;
    for (int row = 0; row < counts.length; row++) {
      if (counts[row] > 0) {
        System.arraycopy(centroids, row * d, centroids, n * d, d);
        kept[n++] = counts[row];
      }
    }
    return new KMeansModel(
        model.metric(), Arrays.copyOf(centroids, n * d), Arrays.copyOf(kept, n), ssd);
  }

  /**
   * The model after the step; a centroid without rows stays where it is. Its ssd is that before.
   */
  public KMeansModel moved() {
    double[] centroids = model.centroids();
    for (int c = 0; c < centroids.length; c++) {
      double count = counts[c / model.dimensions()];
      centroids[c] += count == 0 ? 0 : shifts[c] / count;
    }
    return new KMeansModel(model.metric(), centroids, counts, ssd);
  }
}
