package dev.scurry.clustering;

import java.util.Arrays;

/**
 * Keeps a few far points of a batch from blurring the micro-cluster that is least far from them.
 */
final class Background {

  /*
   * The nearest micro-cluster of an outlier is one at the edge, often a small one: a few dozen
   * outliers would double its radius and pull its mean away from its users. So a point with
   *
   *   d²(x, nearest) > 16 max(r²(nearest), typical r²)
   *
   * is taken by the nearest loose micro-cluster instead, loose meaning r² > 16 typical r², if that is
   * not more than twice as far: outliers are gathered in a few places, and no mass is lost. Where
   * there is none yet, one begins, at the cost of the twins. Where such points are more than a
   * twentieth of the batch they are no outliers but news, and go to the nearest as always.
   */

  private static final double FAR = 16;
  private static final double MOST = 0.05;
  private static final double NO_FARTHER = 4;

  private final MicroClusters micro;
  private final Batch batch;
  private final double[] radii;
  private final double typical;

  /**
   * @param first whether the micro-clusters have only just begun; the batch then tells their radii
   */
  Background(MicroClusters micro, Batch batch, boolean first) {
    this.micro = micro;
    this.batch = batch;
    this.radii = new double[micro.size()];
    if (first) {
      double[] ones = new double[batch.rows];
      Arrays.fill(ones, 1);
      this.typical = Ranks.weightedMedian(batch.squared, ones);
      Arrays.fill(radii, typical);
    } else {
      this.typical = micro.typicalSquaredRadius(batch.metric);
      Arrays.setAll(radii, i -> micro.squaredRadius(i, batch.metric));
    }
  }

  void divert() {
    int[] far = far();
    if (typical == 0 || far.length == 0 || far.length > MOST * batch.rows) {
      return;
    }
    int[] loose = loose();
    if (loose.length == 0) {
      loose = new int[] {begun(far)};
    }
    for (int row : far) {
      batch.divert(row, loose, NO_FARTHER, micro);
    }
  }

  private int[] far() {
    int[] far = new int[batch.rows];
    int n = 0;
    for (int i = 0; i < batch.rows; i++) {
      if (batch.squared[i] > FAR * Math.max(radii[batch.nearest[i]], typical)) {
        far[n++] = i;
      }
    }
    return Arrays.copyOf(far, n);
  }

  private int[] loose() {
    int[] loose = new int[radii.length];
    int n = 0;
    for (int i = 0; i < radii.length; i++) {
      if (radii[i] > FAR * typical) {
        loose[n++] = i;
      }
    }
    return Arrays.copyOf(loose, n);
  }

  /** A place for the far points: that of the twins, or while there are none the least used. */
  private int begun(int[] far) {
    Twins twins = new Twins(micro, batch.metric);
    if (twins.loss() == Double.POSITIVE_INFINITY) {
      return leastUsed();
    }
    int from = twins.second();
    int into = twins.first();
    micro.fuse(into, from);
    micro.begin(from, batch.points, far[0]);
    for (int i = 0; i < batch.rows; i++) {
      if (batch.nearest[i] == from || batch.nearest[i] == into) {
        batch.assign(i, micro);
      }
    }
    return from;
  }

  private int leastUsed() {
    double[] counts = batch.counts(micro.size());
    int least = 0;
    for (int i = 1; i < counts.length; i++) {
      least = counts[i] < counts[least] ? i : least;
    }
    return least;
  }
}
