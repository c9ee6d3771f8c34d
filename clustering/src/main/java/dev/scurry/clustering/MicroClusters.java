package dev.scurry.clustering;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A bounded summary of an endless stream of points: at most {@code capacity} micro-clusters, each
 * with its weight, mean and second moment per feature. Not thread-safe.
 */
public final class MicroClusters {

  /*
   * A micro-cluster is the triple (W, mean, M) of the points that went to it, with M = sum of
   * w (x - mean)² per feature. Two of them are added by Chan's step [1, 2]
   *
   *   delta = mean' - mean;  mean += delta W' / (W + W');  M += M' + delta² W W' / (W + W')
   *
   * which never subtracts two large sums: data around 1e6 with deviation 1 loses nothing. Forgetting
   * multiplies W and M by the same factor and leaves the mean where it is. The sum over all
   * micro-clusters of M, together with the spread of their means, is the variance of the data itself,
   * so that the scale of the features and the cost of a model are read off here.
   *
   * A batch is first assigned as a whole, with nothing moving; then the points of each micro-cluster
   * are summed up about their own mean (two passes) and added as one. The result depends on the
   * batch and its order, not on how it got here. While there are free places, a batch's points that
   * are badly served take them (D² sampling [3]); where there are fewer distinct points than places,
   * the points themselves are the micro-clusters. Where there are none left, see Doctor.
   *
   * Cost: places x features x 24 bytes; a point costs places x features multiplications.
   *
   * [1] Welford, Technometrics 4(3), 1962
   * [2] Chan, Golub, LeVeque, The American Statistician 37(3), 1983
   * [3] Arthur, Vassilvitskii, k-means++, SODA 2007
   */

  /** Beyond so many medians of the squared distance a point is no better a place than at it. */
  private static final double FARTHEST_MEDIANS = 8;

  private final int capacity;
  private final int dimensions;
  private final double[] weights;
  private final double[] means;
  private final double[] moments;

  /** What each has absorbed of late: a weight that is forgotten 32 times as fast. */
  private final double[] recent;

  private int size;
  private int parts = 1;
  private long relocations;

  /** No micro-clusters yet, and places for {@code capacity} of them. */
  public MicroClusters(int capacity, int dimensions) {
    this.capacity = Checks.positive(capacity, "capacity");
    this.dimensions = Checks.positive(dimensions, "dimensions");
    int cells = Math.multiplyExact(capacity, dimensions);
    this.weights = new double[capacity];
    this.means = new double[cells];
    this.moments = new double[cells];
    this.recent = new double[capacity];
  }

  /**
   * Micro-clusters as {@link #weights()}, {@link #means()}, {@link #moments()} and {@link
   * #recent()} once gave them.
   *
   * @param weights one for each micro-cluster, at most {@code capacity}, all > 0
   * @param means row-major, {@code weights.length} x {@code dimensions}
   * @param moments the same shape, all >= 0
   * @param recent one for each micro-cluster, all >= 0
   */
  public static MicroClusters of(
      int capacity,
      int dimensions,
      double[] weights,
      double[] means,
      double[] moments,
      double[] recent) {
    MicroClusters micro = new MicroClusters(capacity, dimensions);
    Checks.require(
        weights.length <= capacity, "%d micro-clusters for %d places", weights.length, capacity);
    for (double weight : Checks.notNegative(weights, "weights")) {
      Checks.require(weight > 0, "weights must be > 0, not %s", weight);
    }
    Checks.usable(Checks.length(means, weights.length * dimensions, "means"), "means");
    Checks.notNegative(Checks.length(moments, means.length, "moments"), "moments");
    Checks.notNegative(Checks.length(recent, weights.length, "recent"), "recent");
    micro.append(weights, means, moments, recent, weights.length);
    return micro;
  }

  /** The same, nothing absorbed since the last decay. */
  public static MicroClusters of(
      int capacity, int dimensions, double[] weights, double[] means, double[] moments) {
    return of(capacity, dimensions, weights, means, moments, new double[weights.length]);
  }

  /**
   * All micro-clusters of the parts, sorted: whatever is computed from them is the same to the last
   * bit, in whatever order the parts come. They are aligned in time by the caller: structures that
   * were decayed to different positions must not be merged.
   */
  public static MicroClusters merge(List<MicroClusters> parts) {
    Checks.require(!parts.isEmpty(), "nothing to merge");
    int dimensions = parts.get(0).dimensions;
    int places = Math.max(1, parts.stream().mapToInt(MicroClusters::size).sum());
    MicroClusters merged = new MicroClusters(places, dimensions);
    int holding = 0;
    for (MicroClusters part : parts) {
      Checks.require(
          part.dimensions == dimensions,
          "can't merge %d with %d dimensions",
          dimensions,
          part.dimensions);
      merged.append(part.weights, part.means, part.moments, part.recent, part.size);
      holding += part.size > 0 ? part.parts : 0;
    }
    merged.parts = Math.max(1, holding);
    return merged.sorted();
  }

  /**
   * A coarser summary of the same mass: at most {@code most} micro-clusters, each the union of
   * those that are nearest to one of as many seeded centres. For questions to which no single
   * micro-cluster matters.
   *
   * @param most >= 1
   * @param seed of the centres
   */
  public MicroClusters condensed(int most, Metric metric, long seed) {
    Checks.positive(most, "most");
    Checks.require(metric.dimensions() == dimensions, "a metric of other dimensions");
    if (size <= most) {
      return this;
    }
    MicroClusters coarse = new MicroClusters(most, dimensions);
    double[] flat = means();
    DistanceSampling sampling = new DistanceSampling(flat, weights(), metric);
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = sampling.next(random); row >= 0; row = sampling.next(random)) {
      coarse.begin(coarse.size++, flat, row);
      if (coarse.size == most) {
        break;
      }
    }
    double[] centres = coarse.means();
    for (int i = 0; i < size; i++) {
      coarse.fuse(metric.nearest(means, i * dimensions, centres, coarse.size), this, i);
    }
    coarse.dropEmpty();
    return coarse;
  }

  /** The same micro-clusters in an order of their own, whatever the order in which they came. */
  MicroClusters sorted() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(this::compare)
            .mapToInt(Integer::intValue)
            .toArray();
    MicroClusters sorted = new MicroClusters(Math.max(1, size), dimensions);
    sorted.parts = parts;
    sorted.size = size;
    for (int to = 0; to < size; to++) {
      int from = order[to];
      sorted.weights[to] = weights[from];
      sorted.recent[to] = recent[from];
      System.arraycopy(means, from * dimensions, sorted.means, to * dimensions, dimensions);
      System.arraycopy(moments, from * dimensions, sorted.moments, to * dimensions, dimensions);
    }
    return sorted;
  }

  private int compare(int i, int j) {
    int order = compareRows(means, i, j);
    order = order == 0 ? Double.compare(weights[i], weights[j]) : order;
    order = order == 0 ? compareRows(moments, i, j) : order;
    return order == 0 ? Double.compare(recent[i], recent[j]) : order;
  }

  private int compareRows(double[] rows, int i, int j) {
    return Arrays.compare(
        rows, i * dimensions, (i + 1) * dimensions, rows, j * dimensions, (j + 1) * dimensions);
  }

  private void append(
      double[] otherWeights,
      double[] otherMeans,
      double[] otherMoments,
      double[] otherRecent,
      int n) {
    System.arraycopy(otherWeights, 0, weights, size, n);
    System.arraycopy(otherRecent, 0, recent, size, n);
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
        moveScaled(i, kept++, factor, recently(factor));
      }
    }
    Arrays.fill(weights, kept, size, 0);
    size = kept;
  }

  /** The factor of a half-life that is 32 times as short. */
  private static double recently(double factor) {
    double power = factor;
    for (int exponent = 1; exponent < 32; exponent *= 2) {
      power *= power;
    }
    return power;
  }

  private void moveScaled(int from, int to, double factor, double recently) {
    weights[to] = weights[from] * factor;
    recent[to] = recent[from] * recently;
    for (int f = 0; f < dimensions; f++) {
      means[to * dimensions + f] = means[from * dimensions + f];
      moments[to * dimensions + f] = moments[from * dimensions + f] * factor;
    }
  }

  /**
   * Learns a batch of points of weight 1; new micro-clusters begin where D² sampling puts them.
   *
   * @see #absorb(double[], Metric, LloydOptions.Start, long)
   */
  public void absorb(double[] points, Metric metric, long seed) {
    absorb(points, metric, LloydOptions.Start.KMEANS_PLUS_PLUS, seed);
  }

  /**
   * Learns a batch of points of weight 1: every point is assigned to its nearest micro-cluster as
   * they stand before the batch, then all are absorbed at once. Where the batch is badly served,
   * micro-clusters are moved there first ({@link #relocations}).
   *
   * @param points row-major, any number of rows; the order must be canonical for the result to be
   * @param metric of the assignment
   * @param start how the first micro-clusters are chosen while there are none
   * @param seed of the choice of new micro-clusters
   */
  public void absorb(double[] points, Metric metric, LloydOptions.Start start, long seed) {
    int rows = Checks.rows(points, dimensions, "points");
    Checks.require(
        metric.dimensions() == dimensions,
        "a metric of %d dimensions for points of %d",
        metric.dimensions(),
        dimensions);
    if (rows == 0) {
      return;
    }
    SplittableRandom random = new SplittableRandom(seed);
    boolean full = size == capacity;
    boolean first = size == 0;
    if (size == 0 && start == LloydOptions.Start.RANDOM) {
      fillAtRandom(points, rows, random);
    }
    if (size < capacity) {
      fillFreePlaces(points, rows, metric, random);
    }
    Batch batch = new Batch(points, metric, this);
    if (full) {
      relocations += new Doctor(this, batch, random).treat();
    }
    if (size == capacity) {
      new Background(this, batch, first).divert();
    }
    absorbAll(batch);
  }

  /** Distinct rows, each as likely as the others. */
  private void fillAtRandom(double[] points, int rows, SplittableRandom random) {
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    Set<DoubleBuffer> taken = new HashSet<>();
    for (int i = 0; i < rows && size < capacity; i++) {
      if (taken.add(DoubleBuffer.wrap(points, order[i] * dimensions, dimensions))) {
        begin(size++, points, order[i]);
      }
    }
  }

  /** New micro-clusters begin on a point, with weight 0; that point is then nearest to them. */
  private void fillFreePlaces(double[] points, int rows, Metric metric, SplittableRandom random) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    DistanceSampling sampling = new DistanceSampling(points, ones, metric);
    for (int i = 0; i < size; i++) {
      sampling.addCentre(means, i * dimensions);
    }
    int limitAt = size;
    while (size < capacity) {
      if (size == limitAt) {
        sampling.limit(FARTHEST_MEDIANS);
        limitAt = 2 * size + 1;
      }
      int row = sampling.next(random);
      if (row < 0) {
        return;
      }
      begin(size++, points, row);
    }
  }

  /** Makes a micro-cluster of weight 0 on a point. */
  void begin(int slot, double[] points, int row) {
    System.arraycopy(points, row * dimensions, means, slot * dimensions, dimensions);
    Arrays.fill(moments, slot * dimensions, (slot + 1) * dimensions, 0);
    weights[slot] = 0;
    recent[slot] = 0;
  }

  /** Adds one micro-cluster's mass to another's; the one taken from is to be begun anew. */
  void fuse(int into, int from) {
    fuse(into, this, from);
  }

  private void fuse(int into, MicroClusters other, int from) {
    if (other.weights[from] > 0) {
      Moments.combine(
          weights[into],
          means,
          moments,
          into,
          other.weights[from],
          other.means,
          other.moments,
          from,
          dimensions);
    }
    weights[into] += other.weights[from];
    recent[into] += other.recent[from];
  }

  /** Each micro-cluster's points by their own mean and moments, then these as a whole. */
  private void absorbAll(Batch batch) {
    double[] counts = batch.counts(size);
    double[] batchMeans = batch.means(means, counts);
    double[] batchMoments = batch.moments(batchMeans);
    for (int slot = 0; slot < size; slot++) {
      if (counts[slot] > 0) {
        Moments.combine(
            weights[slot],
            means,
            moments,
            slot,
            counts[slot],
            batchMeans,
            batchMoments,
            slot,
            dimensions);
        weights[slot] += counts[slot];
        recent[slot] += counts[slot];
      }
    }
    dropEmpty();
  }

  /** One that was begun beside an equal one gets nothing. */
  private void dropEmpty() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (weights[i] > 0) {
        move(i, kept++);
      }
    }
    size = kept;
  }

  private void move(int from, int to) {
    if (from != to) {
      weights[to] = weights[from];
      recent[to] = recent[from];
      System.arraycopy(means, from * dimensions, means, to * dimensions, dimensions);
      System.arraycopy(moments, from * dimensions, moments, to * dimensions, dimensions);
    }
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

  /** A copy of what each has absorbed of late: a weight that is forgotten 32 times as fast. */
  public double[] recent() {
    return Arrays.copyOf(recent, size);
  }

  /** Whether all that was ever absorbed is still there in whole. */
  boolean forgotNothing() {
    return Arrays.equals(recent, 0, size, weights, 0, size);
  }

  /** How often a micro-cluster was moved to where a batch was badly served. */
  public long relocations() {
    return relocations;
  }

  /** Of how many summaries these are the union. */
  int parts() {
    return parts;
  }

  /** A copy of the means, row-major. */
  public double[] means() {
    return Arrays.copyOf(means, size * dimensions);
  }

  /** A copy of the second moments about the means, row-major. */
  public double[] moments() {
    return Arrays.copyOf(moments, size * dimensions);
  }

  /** Mean squared distance of a micro-cluster's weight from its mean. */
  double squaredRadius(int i, Metric metric) {
    return weights[i] == 0 ? 0 : metric.scaled(moments, i * dimensions) / weights[i];
  }

  /** The median of the squared radius, over the weight. */
  double typicalSquaredRadius(Metric metric) {
    double[] radii = new double[size];
    for (int i = 0; i < size; i++) {
      radii[i] = squaredRadius(i, metric);
    }
    return Ranks.weightedMedian(radii, weights);
  }

  double[] rawMeans() {
    return means;
  }

  double[] rawMoments() {
    return moments;
  }
}
