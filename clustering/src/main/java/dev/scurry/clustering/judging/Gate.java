package dev.scurry.clustering.judging;

import dev.scurry.clustering.Metric;
import java.util.Locale;

/** The checks at the gate of this package; behind them loops are raw. */
final class Gate {

  private static final double LARGEST = 1e70;

  private Gate() {}

  static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }
  }

  /** How many rows of the metric's dimensions there are: at least one, all numbers usable. */
  static int rows(double[] rows, Metric metric) {
    int dimensions = metric.dimensions();
    require(rows.length > 0, "there are no rows");
    require(
        rows.length % dimensions == 0,
        "rows must be of %d numbers, not %d numbers in all",
        dimensions,
        rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (!(Math.abs(rows[i]) <= LARGEST)) {
        throw new IllegalArgumentException(
            "rows must be finite and within 1e70, not " + rows[i] + " at " + i);
      }
    }
    return rows.length / dimensions;
  }

  static void range(int kMin, int kMax) {
    require(kMin >= 1, "kMin must be >= 1, not %d", kMin);
    require(kMax >= kMin, "kMax must be >= kMin, not %d < %d", kMax, kMin);
  }
}
