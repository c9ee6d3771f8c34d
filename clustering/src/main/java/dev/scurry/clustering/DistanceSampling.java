package dev.scurry.clustering;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Chooses rows of a matrix as centres, one after the other, each with a probability in proportion
 * to weight x squared distance to the nearest centre so far (k-means++, Arthur and Vassilvitskii
 * 2007). A row that lies on a centre is never chosen, so that centres are distinct.
 */
final class DistanceSampling {

  private final double[] rows;
  private final Metric metric;
  private final int dimensions;
  private final double[] weights;

  /** The rows, an array a feature: so C2 makes SIMD instructions of the loops over rows. */
  private final double[][] columns;

  /** Squared distance of each row to the one that was measured last. */
  private final double[] squared;

  /** Squared distance of each row to the nearest centre so far. */
  private final double[] distances;

  private boolean hasCentre;
  private double farthest = Double.POSITIVE_INFINITY;

  DistanceSampling(double[] rows, double[] weights, Metric metric) {
    this.rows = rows;
    this.weights = weights;
    this.metric = metric;
    this.dimensions = metric.dimensions();
    this.columns = new double[dimensions][weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int f = 0; f < dimensions; f++) {
        columns[f][i] = rows[i * dimensions + f];
      }
    }
    this.squared = new double[weights.length];
    this.distances = new double[weights.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
  }

  /** Takes a centre into account that was chosen elsewhere. */
  void addCentre(double[] centres, int offset) {
    measure(centres, offset);
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.min(distances[i], squared[i]);
    }
    hasCentre = true;
  }

  /** The next centre's row, or -1 where every row lies on a centre. */
  int next(RandomGenerator random) {
    int row = pick(hasCentre ? contributions() : weights, random);
    if (row >= 0) {
      addCentre(rows, row * dimensions);
    }
    return row;
  }

  /**
   * The next centre's row, the best of some draws: the one after which the rows cost least (greedy
   * k-means++), or -1 where every row lies on a centre.
   */
  int nextBest(RandomGenerator random, int draws) {
    if (!hasCentre) {
      return next(random);
    }
    double[] contributions = contributions();
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < draws; draw++) {
      int row = pick(contributions, random);
      double cost = row < 0 ? Double.POSITIVE_INFINITY : costWith(row);
      if (cost < least) {
        least = cost;
        best = row;
      }
    }
    if (best >= 0) {
      addCentre(rows, best * dimensions);
    }
    return best;
  }

  private double costWith(int row) {
    measure(rows, row * dimensions);
    double cost = 0;
    for (int i = 0; i < distances.length; i++) {
      cost += weights[i] * Math.min(distances[i], squared[i]);
    }
    return cost;
  }

  /** The bits of {@link Metric#squared}: each sum is in the order of the features. */
  private void measure(double[] centres, int offset) {
    Arrays.fill(squared, 0);
    double[] inverse = metric.rawInverse();
    for (int f = 0; f < dimensions; f++) {
      addFeature(columns[f], centres[offset + f], inverse[f], squared);
    }
  }

  private static void addFeature(double[] column, double centre, double inverse, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      double difference = (column[i] - centre) * inverse;
      sums[i] += difference * difference;
    }
  }

  /**
   * From now on a distance counts at most so many times the present median, so that far outliers
   * are not most of what is chosen. Without effect while the median is 0.
   */
  void limit(double medians) {
    double median = hasCentre ? Ranks.weightedMedian(distances, weights) : 0;
    farthest = median > 0 ? medians * median : Double.POSITIVE_INFINITY;
  }

  private double[] contributions() {
    double[] contributions = new double[weights.length];
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] = weights[i] * Math.min(distances[i], farthest);
    }
    return contributions;
  }

  /** An index with a probability in proportion to its share, or -1 where all are 0. */
  static int pick(double[] shares, RandomGenerator random) {
    double total = 0;
    for (double share : shares) {
      total += share;
    }
    double target = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        last = i;
        target -= shares[i];
        if (target < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
