package dev.scurry.clustering;

/**
 * Centroids to which rows are assigned, by the fastest kernel that there is. A view: the arrays are
 * not copied, nothing is checked, and centroids that were moved are seen by the next call.
 */
final class NearestCentroids {

  private static final NearestKernel FASTEST = NearestKernel.fastest();
  private static final NearestKernel PLAIN = new PlainKernel();

  /**
   * Below so many rows x centroids x features, and for one centroid, the plain kernel's
   * preparations are not worth it.
   */
  private static final int FEW = 2048;

  /**
   * From so many on the fastest kernel does it; the vector kernel takes 0.4 s until it is compiled.
   */
  private static final int MANY = 1 << 20;

  private final Metric metric;
  private final double[] centroids;
  private final int k;

  private NearestCentroids(Metric metric, double[] centroids, int k) {
    this.metric = metric;
    this.centroids = centroids;
    this.k = k;
  }

  /**
   * The first {@code k} rows of a matrix.
   *
   * @param centroids at least k x d numbers, row-major
   */
  static NearestCentroids of(Metric metric, double[] centroids, int k) {
    return new NearestCentroids(metric, centroids, k);
  }

  /**
   * For each row i in [from, to) the row of its nearest centroid, the first of equals, to {@code
   * nearest[i - from]}, and the squared distance to it to {@code squared[i - from]}: the bits of
   * {@link Metric#nearest} and {@link Metric#squared}.
   *
   * @param rows n x d, row-major
   */
  void assign(double[] rows, int from, int to, int[] nearest, double[] squared) {
    long work = (long) (to - from) * k * metric.dimensions();
    if (work < FEW || k == 1) {
      assignFew(rows, from, to, nearest, squared);
    } else {
      NearestKernel kernel = work < MANY ? PLAIN : FASTEST;
      kernel.assign(rows, from, to, centroids, k, metric.rawInverse(), nearest, squared);
    }
  }

  private void assignFew(double[] rows, int from, int to, int[] nearest, double[] squared) {
    int d = metric.dimensions();
    for (int i = from; i < to; i++) {
      int row = metric.nearest(rows, i * d, centroids, k);
      nearest[i - from] = row;
      squared[i - from] = metric.squared(rows, i * d, centroids, row * d);
    }
  }

  /**
   * Adds what was assigned, in the order of the rows: to each centroid's count 1 for a row, to its
   * shifts the row's difference from it.
   *
   * @param nearest as {@link #assign} gave it
   * @param counts k numbers
   * @param shifts k x d numbers
   */
  void accumulate(
      double[] rows, int from, int to, int[] nearest, double[] counts, double[] shifts) {
    int d = metric.dimensions();
    for (int i = from; i < to; i++) {
      int row = nearest[i - from];
      counts[row]++;
      addShift(rows, i * d, centroids, row * d, shifts, d);
    }
  }

  private static void addShift(
      double[] rows, int at, double[] centroids, int base, double[] shifts, int d) {
    for (int f = 0; f < d; f++) {
      shifts[base + f] += rows[at + f] - centroids[base + f];
    }
  }
}
