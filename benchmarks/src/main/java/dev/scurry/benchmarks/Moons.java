package dev.scurry.benchmarks;

import java.util.SplittableRandom;

/** Shapes for clustering by density: two moons and three blobs in noise, with exact duplicates. */
final class Moons {

  private static final double[] CENTRES = {14, 0, 16, 9, -8, 9};
  private static final double[] DEVIATIONS = {0.5, 0.8, 1.2};
  private static final double[] SHARES = {0.4, 0.35, 0.25};

  private Moons() {}

  /**
   * Of n points 40 % lie on the moons (labels 0 and 1), 10 % are uniform noise (-1), 5 % are copies
   * of others that are not noise, the rest are in the blobs (2, 3, 4).
   */
  static Rows of(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int moons = (int) (n * 0.4);
    int noise = (int) (n * 0.1);
    int copies = (int) (n * 0.05);
    int shapes = n - noise - copies;
    double[] values = new double[2 * n];
    int[] labels = new int[n];
    for (int row = 0; row < shapes; row++) {
      labels[row] = row < moons ? moon(values, row, random) : blob(values, row, random);
    }
    for (int row = shapes; row < shapes + copies; row++) {
      int copied = random.nextInt(shapes);
      values[2 * row] = values[2 * copied];
      values[2 * row + 1] = values[2 * copied + 1];
      labels[row] = labels[copied];
    }
    for (int row = shapes + copies; row < n; row++) {
      values[2 * row] = random.nextDouble(-13, 20);
      values[2 * row + 1] = random.nextDouble(-10, 14);
      labels[row] = -1;
    }
    shuffle(values, labels, random);
    return new Rows(values, 2, labels);
  }

  private static int moon(double[] values, int row, SplittableRandom random) {
    int lower = row & 1;
    double angle = random.nextDouble(Math.PI);
    double x = Math.cos(angle);
    double y = Math.sin(angle);
    values[2 * row] = 5 * ((lower == 0 ? x : 1 - x) + 0.05 * random.nextGaussian());
    values[2 * row + 1] = 5 * ((lower == 0 ? y : 0.5 - y) + 0.05 * random.nextGaussian());
    return lower;
  }

  private static int blob(double[] values, int row, SplittableRandom random) {
    int blob = Recipes.pick(SHARES, random);
    values[2 * row] = CENTRES[2 * blob] + DEVIATIONS[blob] * random.nextGaussian();
    values[2 * row + 1] = CENTRES[2 * blob + 1] + DEVIATIONS[blob] * random.nextGaussian();
    return 2 + blob;
  }

  private static void shuffle(double[] values, int[] labels, SplittableRandom random) {
    for (int row = labels.length - 1; row > 0; row--) {
      int other = random.nextInt(row + 1);
      swap(values, 2 * row, 2 * other);
      swap(values, 2 * row + 1, 2 * other + 1);
      int label = labels[row];
      labels[row] = labels[other];
      labels[other] = label;
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
