package dev.scurry.clustering.judging;

import java.util.Arrays;
import java.util.OptionalInt;

/** Where a falling convex curve, such as the cost over k, bends: its elbow, or that it has none. */
public final class Kneedle {

  /*
   * Kneedle [1] as the Python package kneed does it with sensitivity 1, no smoothing, curve
   * "convex", direction "decreasing", the first knee:
   *
   *   both axes are brought to 0..1, y is turned over, and the difference  y - x  is followed from
   *   its first local maximum to the right. A maximum (>= both neighbours; an end has one) sets a
   *   threshold: its height - the mean step of x. A local minimum sets the threshold to 0. Where
   *   the next difference falls below the threshold, the maximum passed last is the elbow.
   *
   * A curve that never falls so far below a maximum has no elbow, and neither has a constant one.
   *
   * [1] Satopää, Albrecht, Irwin, Raghavan, Finding a "Kneedle" in a haystack, ICDCSW 2011
   */

  private Kneedle() {}

  /**
   * Index of the elbow.
   *
   * @param x strictly rising
   * @param y as many
   * @return empty where the curve has no elbow
   */
  public static OptionalInt elbow(double[] x, double[] y) {
    Gate.require(x.length == y.length, "%d x for %d y", x.length, y.length);
    Gate.require(x.length > 0, "there is no curve");
    for (int i = 0; i < x.length; i++) {
      Gate.require(
          Math.abs(x[i]) < Double.POSITIVE_INFINITY && Math.abs(y[i]) < Double.POSITIVE_INFINITY,
          "a curve must be finite, not (%s, %s)",
          x[i],
          y[i]);
      Gate.require(i == 0 || x[i] > x[i - 1], "x must rise, not %s", x[i]);
    }
    double least = Arrays.stream(y).min().getAsDouble();
    double height = Arrays.stream(y).max().getAsDouble() - least;
    return height > 0 ? follow(difference(x, y, least, height)) : OptionalInt.empty();
  }

  private static double[] difference(double[] x, double[] y, double least, double height) {
    double width = x[x.length - 1] - x[0];
    double[] difference = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      difference[i] = (1 - (y[i] - least) / height) - (x[i] - x[0]) / width;
    }
    return difference;
  }

  private static OptionalInt follow(double[] difference) {
    double meanStep = 1.0 / (difference.length - 1);
    double threshold = 0;
    int maximum = -1;
    for (int i = 0; i < difference.length - 1; i++) {
      double before = difference[Math.max(0, i - 1)];
      double here = difference[i];
      double after = difference[i + 1];
      if (here >= before && here >= after) {
        maximum = i;
        threshold = here - meanStep;
      }
      if (here <= before && here <= after) {
        threshold = 0;
      }
      if (maximum >= 0 && after < threshold) {
        return OptionalInt.of(maximum);
      }
    }
    return OptionalInt.empty();
  }
}
