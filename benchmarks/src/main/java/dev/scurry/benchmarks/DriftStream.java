package dev.scurry.benchmarks;

import java.util.SplittableRandom;

/**
 * Eight groups of deviation 1 whose centres move in straight lines, 12 deviations over the stream.
 * At half-time one of them, 10 % of the mass, dies and another is born elsewhere.
 */
class DriftStream {

  static final int DIMENSIONS = 16;
  static final int GROUPS = 8;
  static final int BORN = 8;
  private static final int DYING = 7;
  private static final double[] SHARES = {.25, .2, .15, .10, .08, .07, .05, .10, .10};
  private static final double TRAVEL = 12;
  private static final double OUTLIER_RANGE = 30;

  final int batches;
  final int batchSize;
  private final double outliers;
  private final double[] starts;
  private final double[] travels;
  private final SplittableRandom random;
  private int[] labels = {};

  /**
   * @param outliers share of rows that are uniform in [-30, 30] per feature instead
   */
  DriftStream(int batches, int batchSize, double outliers, long seed) {
    this.batches = batches;
    this.batchSize = batchSize;
    this.outliers = outliers;
    this.random = new SplittableRandom(seed);
    this.starts = Recipes.gaussian(random, (GROUPS + 1) * DIMENSIONS, 4);
    this.travels = Recipes.gaussian(random, (GROUPS + 1) * DIMENSIONS, 1);
    for (int group = 0; group <= GROUPS; group++) {
      double length = 0;
      for (int f = 0; f < DIMENSIONS; f++) {
        length += travels[group * DIMENSIONS + f] * travels[group * DIMENSIONS + f];
      }
      for (int f = 0; f < DIMENSIONS; f++) {
        travels[group * DIMENSIONS + f] *= TRAVEL / Math.sqrt(length);
      }
    }
  }

  int birth() {
    return batches / 2;
  }

  /** The rows of a batch; batches are asked for in their order. */
  double[] rows(int batch) {
    int[] alive = alive(batch);
    double[] shares = new double[alive.length];
    for (int i = 0; i < alive.length; i++) {
      shares[i] = SHARES[alive[i]];
    }
    double[] rows = new double[batchSize * DIMENSIONS];
    labels = new int[batchSize];
    for (int i = 0; i < batchSize; i++) {
      double time = (batch + (double) i / batchSize) / batches;
      labels[i] = random.nextDouble() < outliers ? -1 : alive[Recipes.pick(shares, random)];
      for (int f = 0; f < DIMENSIONS; f++) {
        rows[i * DIMENSIONS + f] =
            labels[i] < 0
                ? random.nextDouble(-OUTLIER_RANGE, OUTLIER_RANGE)
                : at(labels[i], f, time) + random.nextGaussian();
      }
    }
    return rows;
  }

  /** Of the rows of the last batch asked for. */
  int[] labels() {
    return labels;
  }

  private double at(int group, int feature, double time) {
    int cell = group * DIMENSIONS + feature;
    return starts[cell] + travels[cell] * time;
  }

  int[] alive(int batch) {
    int last = batch < birth() ? DYING : BORN;
    return new int[] {0, 1, 2, 3, 4, 5, 6, last};
  }

  /** Where the living groups are in the middle of a batch, row-major. */
  double[] truth(int batch) {
    int[] alive = alive(batch);
    double[] centres = new double[alive.length * DIMENSIONS];
    for (int i = 0; i < alive.length; i++) {
      System.arraycopy(centre(alive[i], batch), 0, centres, i * DIMENSIONS, DIMENSIONS);
    }
    return centres;
  }

  double[] centre(int group, int batch) {
    double[] centre = new double[DIMENSIONS];
    for (int f = 0; f < DIMENSIONS; f++) {
      centre[f] = at(group, f, (batch + .5) / batches);
    }
    return centre;
  }
}
