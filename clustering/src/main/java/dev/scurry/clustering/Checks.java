package dev.scurry.clustering;

/** The checks at the gate of this package; behind them loops are raw. */
final class Checks {

  /** Larger numbers are refused, so that no square or sum of squares overflows. */
  static final double LARGEST = 1e70;

  private Checks() {}

  static int positive(int value, String what) {
    require(value > 0, "%s must be > 0, not %d", what, value);
    return value;
  }

  static double[] length(double[] values, int expected, String what) {
    require(
        values.length == expected,
        "%s must have %d numbers, not %d",
        what,
        expected,
        values.length);
    return values;
  }

  /** How many rows of {@code dimensions} numbers there are; all must be usable. */
  static int rows(double[] values, int dimensions, String what) {
    require(
        values.length % dimensions == 0,
        "%s must be rows of %d numbers, not %d numbers",
        what,
        dimensions,
        values.length);
    usable(values, what);
    return values.length / dimensions;
  }

  static double[] usable(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= LARGEST)) {
        throw new IllegalArgumentException(
            what + " must be finite and within 1e70, not " + values[i] + " at " + i);
      }
    }
    return values;
  }

  static double[] notNegative(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            what + " must be finite and >= 0, not " + values[i] + " at " + i);
      }
    }
    return values;
  }

  static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, message, arguments));
    }
  }
}
