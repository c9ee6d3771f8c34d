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

  /** Squared distance of each row to the nearest centre so far. */
  private final double[] distances;

  private boolean hasCentre;

  DistanceSampling(double[] rows, double[] weights, Metric metric) {
    this.rows = rows;
    this.weights = weights;
    this.metric = metric;
    this.dimensions = metric.dimensions();
    this.distances = new double[weights.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
  }

  /** Takes a centre into account that was chosen elsewhere. */
  void addCentre(double[] centres, int offset) {
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.min(distances[i], metric.squared(rows, i * dimensions, centres, offset));
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

  private double[] contributions() {
    double[] contributions = new double[weights.length];
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] = weights[i] * distances[i];
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
