package dev.scurry.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A bounded summary of an endless stream of points: at most {@code capacity} micro-clusters, each
 * with its weight, mean and second moment per feature. Not thread-safe.
 */
public final class MicroClusters {

  /*
   * A micro-cluster is the triple (W, mean, M) of the points that went to it, with M = sum of
   * w (x - mean)² per feature. A point of weight 1 is absorbed by Welford's step [1]
   *
   *   W += 1;  delta = x - mean;  mean += delta / W;  M += delta (x - mean)
   *
   * which never subtracts two large sums: data around 1e6 with deviation 1 loses nothing. Forgetting
   * multiplies W and M by the same factor and leaves the mean where it is. The sum over all
   * micro-clusters of M, together with the spread of their means, is the variance of the data itself
   * (Chan et al. [2]), so that the scale of the features and the cost of a model are read off here.
   *
   * A batch is first assigned as a whole, with nothing moving, then absorbed in the order in which
   * it was given: the result depends on the batch and its order, not on how it got here. While there
   * are free places, a batch's points that are badly served take them (D² sampling [3]); where there
   * are fewer distinct points than places, the points themselves are the micro-clusters.
   *
   * Cost: places x features x 24 bytes; a point costs places x features multiplications.
   *
   * [1] Welford, Technometrics 4(3), 1962
   * [2] Chan, Golub, LeVeque, The American Statistician 37(3), 1983
   * [3] Arthur, Vassilvitskii, k-means++, SODA 2007
   */

  private final int capacity;
  private final int dimensions;
  private final double[] weights;
  private final double[] means;
  private final double[] moments;
  private int size;

  /** No micro-clusters yet, and places for {@code capacity} of them. */
  public MicroClusters(int capacity, int dimensions) {
    this.capacity = Checks.positive(capacity, "capacity");
    this.dimensions = Checks.positive(dimensions, "dimensions");
    int cells = Math.multiplyExact(capacity, dimensions);
    this.weights = new double[capacity];
    this.means = new double[cells];
    this.moments = new double[cells];
  }

  /**
   * Micro-clusters as {@link #weights()}, {@link #means()} and {@link #moments()} once gave them.
   *
   * @param weights one for each micro-cluster, at most {@code capacity}, all > 0
   * @param means row-major, {@code weights.length} x {@code dimensions}
   * @param moments the same shape, all >= 0
   */
  public static MicroClusters of(
      int capacity, int dimensions, double[] weights, double[] means, double[] moments) {
    MicroClusters micro = new MicroClusters(capacity, dimensions);
    Checks.require(
        weights.length <= capacity, "%d micro-clusters for %d places", weights.length, capacity);
    for (double weight : Checks.notNegative(weights, "weights")) {
      Checks.require(weight > 0, "weights must be > 0, not %s", weight);
    }
    Checks.usable(Checks.length(means, weights.length * dimensions, "means"), "means");
    Checks.notNegative(Checks.length(moments, means.length, "moments"), "moments");
    micro.append(weights, means, moments, weights.length);
    return micro;
  }

  /**
   * All micro-clusters of the parts, in their order, aligned in time by the caller: structures that
   * were decayed to different positions must not be merged.
   */
  public static MicroClusters merge(List<MicroClusters> parts) {
    Checks.require(!parts.isEmpty(), "nothing to merge");
    int dimensions = parts.get(0).dimensions;
    int places = Math.max(1, parts.stream().mapToInt(MicroClusters::size).sum());
    MicroClusters merged = new MicroClusters(places, dimensions);
    for (MicroClusters part : parts) {
      Checks.require(
          part.dimensions == dimensions,
          "can't merge %d with %d dimensions",
          dimensions,
          part.dimensions);
      merged.append(part.weights, part.means, part.moments, part.size);
    }
    return merged;
  }

  private void append(double[] otherWeights, double[] otherMeans, double[] otherMoments, int n) {
    System.arraycopy(otherWeights, 0, weights, size, n);
    System.arraycopy(otherMeans, 0, means, size * dimensions, n * dimensions);
    System.arraycopy(otherMoments, 0, moments, size * dimensions, n * dimensions);
    size += n;
  }

  /**
   * Forgets: multiplies every weight by a factor and drops what falls below {@link
   * HalfLifeDecay#LEAST_WEIGHT}.
   *
   * @param factor in [0, 1], the whole step from the last write ({@link HalfLifeDecay#factor})
   */
  public void decay(double factor) {
    Checks.require(factor >= 0 && factor <= 1, "a decay must be in [0, 1], not %s", factor);
    if (factor == 1) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (weights[i] * factor >= HalfLifeDecay.LEAST_WEIGHT) {
        moveScaled(i, kept++, factor);
      }
    }
    Arrays.fill(weights, kept, size, 0);
    size = kept;
  }

  private void moveScaled(int from, int to, double factor) {
    weights[to] = weights[from] * factor;
    for (int f = 0; f < dimensions; f++) {
      means[to * dimensions + f] = means[from * dimensions + f];
      moments[to * dimensions + f] = moments[from * dimensions + f] * factor;
    }
  }

  /**
   * Learns a batch of points of weight 1: every point is assigned to its nearest micro-cluster as
   * they stand before the batch, then all are absorbed in the order given.
   *
   * @param points row-major, any number of rows; the order must be canonical for the result to be
   * @param metric of the assignment
   * @param seed of the choice of new micro-clusters, used only while there are free places
   */
  public void absorb(double[] points, Metric metric, long seed) {
    int rows = Checks.rows(points, dimensions, "points");
    Checks.require(
        metric.dimensions() == dimensions,
        "a metric of %d dimensions for points of %d",
        metric.dimensions(),
        dimensions);
    if (rows == 0) {
      return;
    }
    if (size < capacity) {
      fillFreePlaces(points, rows, metric, seed);
    }
    int[] nearest = new int[rows];
    for (int i = 0; i < rows; i++) {
      nearest[i] = metric.nearest(points, i * dimensions, means, size);
    }
    for (int i = 0; i < rows; i++) {
      absorbPoint(nearest[i], points, i * dimensions);
    }
  }

  /** New micro-clusters begin on a point, with weight 0; that point is then nearest to them. */
  private void fillFreePlaces(double[] points, int rows, Metric metric, long seed) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    DistanceSampling sampling = new DistanceSampling(points, ones, metric);
    for (int i = 0; i < size; i++) {
      sampling.addCentre(means, i * dimensions);
    }
    SplittableRandom random = new SplittableRandom(seed);
    while (size < capacity) {
      int row = sampling.next(random);
      if (row < 0) {
        return;
      }
      System.arraycopy(points, row * dimensions, means, size * dimensions, dimensions);
      Arrays.fill(moments, size * dimensions, (size + 1) * dimensions, 0);
      weights[size++] = 0;
    }
  }

  private void absorbPoint(int slot, double[] points, int offset) {
    double weight = weights[slot] + 1;
    int base = slot * dimensions;
    for (int f = 0; f < dimensions; f++) {
      double x = points[offset + f];
      double delta = x - means[base + f];
      means[base + f] = weight == 1 ? x : means[base + f] + delta / weight;
      moments[base + f] += weight == 1 ? 0 : delta * (x - means[base + f]);
    }
    weights[slot] = weight;
  }

  public int capacity() {
    return capacity;
  }

  public int dimensions() {
    return dimensions;
  }

  /** How many micro-clusters there are. */
  public int size() {
    return size;
  }

  public double weight(int i) {
    Checks.require(i >= 0 && i < size, "no micro-cluster %d among %d", i, size);
    return weights[i];
  }

  /** Sum of all weights. */
  public double totalWeight() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /** A copy of the weights, {@code size()} of them. */
  public double[] weights() {
    return Arrays.copyOf(weights, size);
  }

  /** A copy of the means, row-major. */
  public double[] means() {
    return Arrays.copyOf(means, size * dimensions);
  }

  /** A copy of the second moments about the means, row-major. */
  public double[] moments() {
    return Arrays.copyOf(moments, size * dimensions);
  }

  double[] rawMeans() {
    return means;
  }

  double[] rawMoments() {
    return moments;
  }
}
