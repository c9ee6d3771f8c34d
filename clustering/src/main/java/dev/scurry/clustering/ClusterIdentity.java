package dev.scurry.clustering;

import java.util.Arrays;

/**
 * The ids of a model's clusters, row by row: a cluster keeps its id while it lives, and an id is
 * never used for another.
 *
 * @param ids of the clusters, distinct, all below {@code nextId}
 * @param nextId what the next new cluster is called
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClusterIdentity(long[] ids, long nextId) {

  /*
   * Whether a new cluster is an old one is a question of what they hold, not of where their
   * centroids are: a whole segment may move, and two may stand close. So the micro-clusters of now
   * are assigned under both models, which gives for old cluster i and new cluster j
   *
   *   overlap(i, j) = weight that i holds under the old and j under the new model.
   *
   * A pair is eligible when it shares at least half of what the two hold on average,
   *
   *   overlap(i, j) >= (held(i) + held(j)) / 4,
   *
   * a Dice coefficient of one half: two equal halves of a split cluster are both eligible, as are
   * two clusters that merge; a sliver of a large cluster is not. Among the eligible pairs the
   * assignment with the greatest total overlap wins (Hungarian method); who is left gets a new id.
   */

  private static final double ELIGIBLE_SHARE = 0.25;

  public ClusterIdentity {
    ids = ids.clone();
    Checks.require(
        Arrays.stream(ids).distinct().count() == ids.length,
        "ids must be distinct, not %s",
        Arrays.toString(ids));
    for (long id : ids) {
      Checks.require(id >= 0 && id < nextId, "id %d is not in [0, %d)", id, nextId);
    }
  }

  /** The ids 0..k-1 of a first model. */
  public static ClusterIdentity first(int k) {
    return from(0, k);
  }

  /** The ids of a model that begins anew, from one on that was never used. */
  public static ClusterIdentity from(long nextId, int k) {
    long[] ids = new long[Checks.positive(k, "k")];
    for (int row = 0; row < ids.length; row++) {
      ids[row] = nextId + row;
    }
    return new ClusterIdentity(ids, nextId + k);
  }

  @Override
  public long[] ids() {
    return ids.clone();
  }

  /**
   * The ids of the model that follows.
   *
   * @param current the micro-clusters from which {@code after} was reduced
   * @param before the model whose ids these are
   * @param after the new model
   */
  public ClusterIdentity next(MicroClusters current, KMeansModel before, KMeansModel after) {
    Checks.require(before.k() == ids.length, "%d ids for %d clusters", ids.length, before.k());
    Checks.require(
        current.dimensions() == before.dimensions() && current.dimensions() == after.dimensions(),
        "micro-clusters of %d dimensions, models of %d and %d",
        current.dimensions(),
        before.dimensions(),
        after.dimensions());
    double[][] overlap = overlap(current, current.weights(), before, after);
    return inherited(heirs(overlap, rowSums(overlap), columnSums(overlap)), after.k());
  }

  /**
   * The new cluster that each old one goes on as, or -1.
   *
   * @param overlap old x new
   * @param heldBefore what each old cluster holds, at least its row's sum
   * @param heldAfter what each new one holds, at least its column's sum
   */
  static int[] heirs(double[][] overlap, double[] heldBefore, double[] heldAfter) {
    double[][] eligible = eligible(overlap, heldBefore, heldAfter);
    int[] heirs = OptimalAssignment.maximise(eligible);
    for (int i = 0; i < heirs.length; i++) {
      heirs[i] = heirs[i] >= 0 && eligible[i][heirs[i]] > 0 ? heirs[i] : -1;
    }
    return heirs;
  }

  /** What each pair of clusters shares of the micro-clusters' weights, or of other numbers. */
  static double[][] overlap(
      MicroClusters current, double[] weights, KMeansModel before, KMeansModel after) {
    double[][] overlap = new double[before.k()][after.k()];
    for (int i = 0; i < current.size(); i++) {
      int offset = i * current.dimensions();
      int from = before.closest(current.rawMeans(), offset);
      int to = after.closest(current.rawMeans(), offset);
      overlap[from][to] += weights[i];
    }
    return overlap;
  }

  static double[] rowSums(double[][] overlap) {
    return Arrays.stream(overlap).mapToDouble(ClusterIdentity::sum).toArray();
  }

  static double[] columnSums(double[][] overlap) {
    double[] sums = new double[overlap[0].length];
    for (double[] row : overlap) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  /** In order, unlike a stream's compensated sum. */
  private static double sum(double[] row) {
    double sum = 0;
    for (double weight : row) {
      sum += weight;
    }
    return sum;
  }

  /** Sets the overlap of pairs that are not eligible to 0. */
  private static double[][] eligible(double[][] overlap, double[] heldBefore, double[] heldAfter) {
    double[][] eligible = new double[overlap.length][heldAfter.length];
    for (int i = 0; i < overlap.length; i++) {
      for (int j = 0; j < heldAfter.length; j++) {
        boolean enough = isEligible(overlap[i][j], heldBefore[i], heldAfter[j]);
        eligible[i][j] = enough ? overlap[i][j] : 0;
      }
    }
    return eligible;
  }

  static boolean isEligible(double overlap, double heldBefore, double heldAfter) {
    return overlap >= ELIGIBLE_SHARE * (heldBefore + heldAfter);
  }

  /**
   * These ids for the clusters that go on, new ones for the others.
   *
   * @param heirs the new row of each old one, or -1
   * @param k new rows
   */
  ClusterIdentity inherited(int[] heirs, int k) {
    long[] inherited = new long[k];
    Arrays.fill(inherited, -1);
    for (int i = 0; i < heirs.length; i++) {
      if (heirs[i] >= 0) {
        inherited[heirs[i]] = ids[i];
      }
    }
    long next = nextId;
    for (int j = 0; j < k; j++) {
      if (inherited[j] < 0) {
        inherited[j] = next++;
      }
    }
    return new ClusterIdentity(inherited, next);
  }

  /** The rows in ascending order of their ids. */
  public int[] order() {
    return java.util.stream.IntStream.range(0, ids.length)
        .boxed()
        .sorted(java.util.Comparator.comparingLong(row -> ids[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The same ids with their rows in another order; see {@link KMeansModel#reordered}. */
  public ClusterIdentity reordered(int[] order) {
    Checks.require(order.length == ids.length, "an order of %d for %d", order.length, ids.length);
    return new ClusterIdentity(Arrays.stream(order).mapToLong(row -> ids[row]).toArray(), nextId);
  }
}
