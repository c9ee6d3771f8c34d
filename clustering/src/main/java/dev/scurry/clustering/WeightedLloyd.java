package dev.scurry.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Reduces micro-clusters to k centroids, so that their cost on the data itself is low. */
public final class WeightedLloyd {

  /*
   * Lloyd's iteration [1] over the means of the micro-clusters, each with its weight: assign every
   * one to its nearest centroid, move every centroid to the weighted mean of what it got. The cost
   *
   *   sum over micro-clusters of  w d²(mean, nearest centroid)
   *
   * never rises. It is the part of the data's cost that a choice of centroids can change; the other
   * part, the variance inside the micro-clusters, is added to what the model reports, so that its
   * ssd is that of the data (exactly, where a micro-cluster's points share a nearest centroid).
   *
   * Candidates are the descent from the previous centroids (the warm start) and from seeded
   * restarts. The lowest cost wins, then the lowest trial; but the warm start wins unless a restart
   * is more than 1 % better: a segment should not jump for a gain that nobody can see.
   *
   * A centroid that gets nothing is put onto the micro-cluster that costs most (w d²), as long as
   * one costs anything that is not alone with its centroid, and takes it from there before that
   * centroid moves, as in scikit-learn; what is still empty at the end is left out. So there are
   * never more clusters than distinct means, and no NaN.
   *
   * Means are taken as c + (sum of w (x - c)) / (sum of w) about the centroid c before the move:
   * small numbers are summed, also where the data lie far from the origin.
   *
   * [1] Lloyd, Least squares quantization in PCM, IEEE Trans. Inf. Theory 28(2), 1982
   */

  private static final double WARM_START_WINS_WITHIN = 1.01;

  private final double[] points;
  private final double[] weights;
  private final Metric metric;
  private final LloydOptions options;
  private final int dimensions;

  private WeightedLloyd(double[] points, double[] weights, Metric metric, LloydOptions options) {
    this.points = points;
    this.weights = weights;
    this.metric = metric;
    this.options = options;
    this.dimensions = metric.dimensions();
  }

  /**
   * The best model found.
   *
   * @param given at least one; in whatever order, it does not matter
   * @param previous centroids of the model before, row-major, any number of rows; none: no warm
   *     start. Rows beyond k are left out, missing ones are drawn as in k-means++.
   * @param seed of the restarts
   */
  public static KMeansModel reduce(
      MicroClusters given, Metric metric, LloydOptions options, double[] previous, long seed) {
    MicroClusters micro = checked(given, metric);
    Checks.rows(previous, metric.dimensions(), "previous centroids");
    double[] counted = CountedMass.of(micro, metric, options.k());
    KMeansModel best = counting(micro, counted, metric, options).best(previous, seed).model();
    return scored(best, micro);
  }

  private static MicroClusters checked(MicroClusters micro, Metric metric) {
    Checks.require(micro.size() > 0, "nothing to reduce");
    Checks.require(
        micro.dimensions() == metric.dimensions(),
        "a metric of %d dimensions for micro-clusters of %d",
        metric.dimensions(),
        micro.dimensions());
    return micro.sorted();
  }

  /**
   * The best model of one set of data rather than of a stream: where nothing was ever forgotten,
   * whichever costs less of the model that {@link #reduce} gives and the one in which outliers
   * count like all others. Long tails are no outliers, and only the cost can tell.
   *
   * @param given as for {@link #reduce}
   * @param previous as for {@link #reduce}
   */
  public static KMeansModel describe(
      MicroClusters given, Metric metric, LloydOptions options, double[] previous, long seed) {
    KMeansModel robust = reduce(given, metric, options, previous, seed);
    if (!given.forgotNothing()) {
      return robust;
    }
    MicroClusters micro = given.sorted();
    WeightedLloyd whole = counting(micro, micro.weights(), metric, options);
    KMeansModel plain = scored(whole.best(previous, seed).model(), micro);
    return plain.ssd() < robust.ssd() ? plain : robust;
  }

  /**
   * The models of the best restarts, each another local optimum: the best first, then those of
   * restarts in which outliers count like all others.
   *
   * @param most how many of each, >= 1
   */
  static List<KMeansModel> candidates(
      MicroClusters given, Metric metric, LloydOptions options, long seed, int most) {
    MicroClusters micro = checked(given, metric);
    double[] counted = CountedMass.of(micro, metric, options.k());
    List<KMeansModel> candidates = new ArrayList<>();
    for (double[] weights : List.of(counted, micro.weights())) {
      for (Descent descent : counting(micro, weights, metric, options).restarts(seed, most)) {
        candidates.add(scored(descent.model(), micro));
      }
      if (Arrays.equals(counted, micro.weights())) {
        break;
      }
    }
    return candidates;
  }

  private List<Descent> restarts(long seed, int most) {
    List<Descent> distinct = new ArrayList<>();
    IntStream.range(0, Math.max(1, options.trials()))
        .mapToObj(trial -> descend(coldStart(new SplittableRandom(Seeds.of(seed, trial)))))
        .sorted(Comparator.comparingDouble(descent -> descent.cost))
        .filter(descent -> distinct.stream().noneMatch(descent::costsTheSame))
        .forEach(distinct::add);
    return distinct.subList(0, Math.min(most, distinct.size()));
  }

  /** Over the micro-clusters that count. */
  private static WeightedLloyd counting(
      MicroClusters micro, double[] counted, Metric metric, LloydOptions options) {
    int d = metric.dimensions();
    double[] points = new double[micro.size() * d];
    double[] weights = new double[micro.size()];
    int n = 0;
    for (int i = 0; i < counted.length; i++) {
      if (counted[i] > 0) {
        System.arraycopy(micro.rawMeans(), i * d, points, n * d, d);
        weights[n++] = counted[i];
      }
    }
    return new WeightedLloyd(
        Arrays.copyOf(points, n * d), Arrays.copyOf(weights, n), metric, options);
  }

  /** The same centroids with the weights and the ssd of all that there is. */
  private static KMeansModel scored(KMeansModel model, MicroClusters micro) {
    int d = model.dimensions();
    double[] centroids = model.centroids();
    double[] weights = new double[model.k()];
    double ssd = model.metric().scaled(sumOfRows(micro.moments(), d), 0);
    for (int i = 0; i < micro.size(); i++) {
      int row = model.closest(micro.rawMeans(), i * d);
      weights[row] += micro.weight(i);
      ssd += micro.weight(i) * model.metric().squared(micro.rawMeans(), i * d, centroids, row * d);
    }
    return new KMeansModel(model.metric(), centroids, weights, ssd);
  }

  private static double[] sumOfRows(double[] rows, int dimensions) {
    double[] sum = new double[dimensions];
    for (int i = 0; i < rows.length; i++) {
      sum[i % dimensions] += rows[i];
    }
    return sum;
  }

  private Descent best(double[] previous, long seed) {
    if (previous.length == 0) {
      return bestRestart(Math.max(1, options.trials()), seed);
    }
    Descent warm = descend(warmStart(previous, seed));
    if (options.trials() == 0) {
      return warm;
    }
    Descent restart = bestRestart(options.trials(), seed);
    return warm.cost <= restart.cost * WARM_START_WINS_WITHIN ? warm : restart;
  }

  private Descent bestRestart(int trials, long seed) {
    Descent best = null;
    for (int trial = 0; trial < trials; trial++) {
      Descent next = descend(coldStart(new SplittableRandom(Seeds.of(seed, trial))));
      if (best == null || next.cost < best.cost) {
        best = next;
      }
    }
    return best;
  }

  private double[] warmStart(double[] previous, long seed) {
    double[] start = Arrays.copyOf(previous, options.k() * dimensions);
    int rows = Math.min(previous.length / dimensions, options.k());
    DistanceSampling sampling = new DistanceSampling(points, weights, metric);
    for (int row = 0; row < rows; row++) {
      sampling.addCentre(start, row * dimensions);
    }
    return complete(start, rows, sampling, new SplittableRandom(Seeds.of(seed, -1)));
  }

  private double[] coldStart(RandomGenerator random) {
    double[] start = new double[options.k() * dimensions];
    if (options.start() == LloydOptions.Start.KMEANS_PLUS_PLUS) {
      return complete(start, 0, new DistanceSampling(points, weights, metric), random);
    }
    return randomStart(start, random);
  }

  /** Draws the missing rows; fewer where there are not so many distinct points. */
  private double[] complete(
      double[] start, int rows, DistanceSampling sampling, RandomGenerator random) {
    int filled = rows;
    int draws = 2 + (int) StrictMath.log(options.k());
    while (filled < options.k()) {
      int next = sampling.nextBest(random, draws);
      if (next < 0) {
        break;
      }
      System.arraycopy(points, next * dimensions, start, filled++ * dimensions, dimensions);
    }
    return Arrays.copyOf(start, filled * dimensions);
  }

  private double[] randomStart(double[] start, RandomGenerator random) {
    double[] left = weights.clone();
    int filled = 0;
    while (filled < options.k()) {
      int next = DistanceSampling.pick(left, random);
      if (next < 0) {
        break;
      }
      left[next] = 0;
      System.arraycopy(points, next * dimensions, start, filled++ * dimensions, dimensions);
    }
    return Arrays.copyOf(start, filled * dimensions);
  }

  private Descent descend(double[] start) {
    Descent descent = new Descent(start);
    descent.run();
    return descent;
  }

  /** The descent from given centroids, over plain weighted points: the seam for tests. */
  static KMeansModel descend(
      double[] points, double[] weights, Metric metric, LloydOptions options, double[] start) {
    return new WeightedLloyd(points, weights, metric, options).descend(start).model();
  }

  /** One run from given centroids to a local optimum. */
  private final class Descent {
    private final int k;
    private final double[] centroids;
    private final int[] nearest;
    private final double[] contributions;
    private double cost;

    Descent(double[] start) {
      this.centroids = start.clone();
      this.k = start.length / dimensions;
      this.nearest = new int[weights.length];
      this.contributions = new double[weights.length];
    }

    void run() {
      cost = assign();
      for (int iteration = 0; iteration < options.maxIterations(); iteration++) {
        move();
        double next = assign();
        boolean settled = cost - next <= options.tolerance() * cost;
        cost = next;
        if (settled) {
          return;
        }
      }
    }

    /** Two optima that differ by rounding only are one. */
    boolean costsTheSame(Descent other) {
      return Math.abs(cost - other.cost) <= 1e-9 * cost;
    }

    private double assign() {
      NearestCentroids.of(metric, centroids, k)
          .assign(points, 0, nearest.length, nearest, contributions);
      double sum = 0;
      for (int i = 0; i < nearest.length; i++) {
        contributions[i] *= weights[i];
        sum += contributions[i];
      }
      return sum;
    }

    private void move() {
      double[] totals = fillEmpty(totals());
      double[] shifts = new double[centroids.length];
      for (int i = 0; i < nearest.length; i++) {
        double share = weights[i] / totals[nearest[i]];
        int base = nearest[i] * dimensions;
        for (int f = 0; f < dimensions; f++) {
          shifts[base + f] += share * (points[i * dimensions + f] - centroids[base + f]);
        }
      }
      for (int c = 0; c < centroids.length; c++) {
        centroids[c] += shifts[c];
      }
    }

    private double[] totals() {
      double[] totals = new double[k];
      for (int i = 0; i < nearest.length; i++) {
        totals[nearest[i]] += weights[i];
      }
      return totals;
    }

    /** Returns what each row holds then. */
    private double[] fillEmpty(double[] given) {
      double[] totals = given;
      for (int row = 0; row < k; row++) {
        int worst = totals[row] == 0 ? worstServed(totals) : -1;
        if (worst >= 0) {
          System.arraycopy(points, worst * dimensions, centroids, row * dimensions, dimensions);
          nearest[worst] = row;
          contributions[worst] = 0;
          totals = totals();
        }
      }
      return totals;
    }

    private int worstServed(double[] totals) {
      int worst = -1;
      double most = 0;
      for (int i = 0; i < contributions.length; i++) {
        boolean alone = weights[i] == totals[nearest[i]];
        if (contributions[i] > most && !alone) {
          most = contributions[i];
          worst = i;
        }
      }
      return worst;
    }

    KMeansModel model() {
      double[] totals = totals();
      double[] keptCentroids = new double[centroids.length];
      double[] keptWeights = new double[k];
      int kept = 0;
      for (int row = 0; row < k; row++) {
        if (totals[row] > 0) {
          System.arraycopy(
              centroids, row * dimensions, keptCentroids, kept * dimensions, dimensions);
          keptWeights[kept++] = totals[row];
        }
      }
      return new KMeansModel(
          metric,
          Arrays.copyOf(keptCentroids, kept * dimensions),
          Arrays.copyOf(keptWeights, kept),
          cost);
    }
  }
}
