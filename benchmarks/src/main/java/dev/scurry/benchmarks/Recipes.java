package dev.scurry.benchmarks;

import java.util.SplittableRandom;

/** The data of the benchmarks, made from a seed. */
final class Recipes {

  private Recipes() {}

  /**
   * Normal groups of standard deviation 1 whose sizes fall as 1 / i^0.7 and whose centres are drawn
   * from N(0, 3²), with uniform outliers in [-9, 9] per feature.
   */
  static Rows blobs(int n, int d, int k, double outliers, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] centres = gaussian(random, k * d, 3);
    double[] shares = new double[k];
    for (int i = 0; i < k; i++) {
      shares[i] = Math.pow(i + 1, -0.7);
    }
    double[] values = new double[n * d];
    int[] labels = new int[n];
    for (int row = 0; row < n; row++) {
      boolean outlier = random.nextDouble() < outliers;
      int label = outlier ? -1 : pick(shares, random);
      labels[row] = label;
      for (int f = 0; f < d; f++) {
        values[row * d + f] =
            outlier ? random.nextDouble(-9, 9) : centres[label * d + f] + random.nextGaussian();
      }
    }
    return new Rows(values, d, labels);
  }

  /** Long tails: every value is exponential, or log-normal where asked. */
  static Rows skewed(int n, int d, boolean logNormal, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = logNormal ? Math.exp(random.nextGaussian()) : -Math.log(1 - random.nextDouble());
    }
    return new Rows(values, d, new int[n]);
  }

  static double[] gaussian(SplittableRandom random, int count, double deviation) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian() * deviation;
    }
    return values;
  }

  static int pick(double[] shares, SplittableRandom random) {
    double total = 0;
    for (double share : shares) {
      total += share;
    }
    double target = random.nextDouble() * total;
    for (int i = 0; i < shares.length - 1; i++) {
      target -= shares[i];
      if (target < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
