package dev.scurry.clustering;

/**
 * k centroids in raw units with the metric in which they are nearest. Immutable; clusters are named
 * by their row.
 */
public final class KMeansModel {

  private final Metric metric;
  private final double[] centroids;
  private final double[] weights;
  private final double ssd;

  /**
   * A model of {@code weights.length} clusters.
   *
   * @param metric of every distance
   * @param centroids row-major, one row a cluster, at least one
   * @param weights what each cluster holds, >= 0
   * @param ssd sum of weight x squared distance to the nearest centroid, >= 0
   */
  public KMeansModel(Metric metric, double[] centroids, double[] weights, double ssd) {
    int k = Checks.rows(centroids, metric.dimensions(), "centroids");
    Checks.positive(k, "k");
    Checks.notNegative(Checks.length(weights, k, "weights"), "weights");
    Checks.notNegative(new double[] {ssd}, "ssd");
    this.metric = metric;
    this.centroids = centroids.clone();
    this.weights = weights.clone();
    this.ssd = ssd;
  }

  public int k() {
    return weights.length;
  }

  public int dimensions() {
    return metric.dimensions();
  }

  public Metric metric() {
    return metric;
  }

  /** Row of the nearest centroid, the first of equally near ones. */
  public int closestCluster(double[] x) {
    check(x);
    return metric.nearest(x, 0, centroids, k());
  }

  /** Euclidean distance, in the model's metric, to the centroid of a row. */
  public double distanceToCluster(double[] x, int row) {
    check(x);
    checkRow(row);
    return StrictMath.sqrt(metric.squared(x, 0, centroids, row * dimensions()));
  }

  /**
   * The nearest centroid of each row, as {@link #closestCluster} gives it, and the Euclidean
   * distance to it, as {@link #distanceToCluster} does; for many rows many times as fast.
   *
   * @param rows n x d, row-major
   * @param closest gets n rows of centroids
   * @param distance gets n distances
   */
  public void assign(double[] rows, int[] closest, double[] distance) {
    int n = Checks.rows(rows, dimensions(), "rows");
    Checks.require(closest.length == n, "closest must have %d numbers, not %d", n, closest.length);
    Checks.length(distance, n, "distance");
    nearestCentroids().assign(rows, 0, n, closest, distance);
    for (int i = 0; i < n; i++) {
      distance[i] = StrictMath.sqrt(distance[i]);
    }
  }

  /** The same behind the gate. */
  NearestCentroids nearestCentroids() {
    return NearestCentroids.of(metric, centroids, k());
  }

  private void check(double[] x) {
    Checks.usable(Checks.length(x, dimensions(), "a vector"), "a vector");
  }

  private void checkRow(int row) {
    Checks.require(row >= 0 && row < k(), "no cluster %d among %d", row, k());
  }

  /** The same behind the gate. */
  int closest(double[] rows, int offset) {
    return metric.nearest(rows, offset, centroids, k());
  }

  /** A copy of the centroids, row-major. */
  public double[] centroids() {
    return centroids.clone();
  }

  public double[] centroid(int row) {
    checkRow(row);
    return java.util.Arrays.copyOfRange(centroids, row * dimensions(), (row + 1) * dimensions());
  }

  /** A copy of the weights. */
  public double[] weights() {
    return weights.clone();
  }

  public double weight(int row) {
    checkRow(row);
    return weights[row];
  }

  /** Sum of squared distances. */
  public double ssd() {
    return ssd;
  }

  /** Mean squared distance; 0 where there is no weight. */
  public double msd() {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    return total == 0 ? 0 : ssd / total;
  }

  /**
   * The same model with its rows in another order.
   *
   * @param order the present row of each new row; a permutation of 0..k-1
   */
  public KMeansModel reordered(int[] order) {
    Checks.require(order.length == k(), "an order of %d rows for %d", order.length, k());
    boolean[] seen = new boolean[k()];
    double[] movedCentroids = new double[centroids.length];
    double[] movedWeights = new double[k()];
    for (int row = 0; row < order.length; row++) {
      int from = order[row];
      Checks.require(from >= 0 && from < k() && !seen[from], "not a permutation: row %d", from);
      seen[from] = true;
      System.arraycopy(
          centroids, from * dimensions(), movedCentroids, row * dimensions(), dimensions());
      movedWeights[row] = weights[from];
    }
    return new KMeansModel(metric, movedCentroids, movedWeights, ssd);
  }
}
