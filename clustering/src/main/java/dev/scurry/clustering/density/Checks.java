package dev.scurry.clustering.density;

import java.util.Locale;

/** The checks at the gate of this package; behind them loops are raw. */
final class Checks {

  /** Larger coordinates are refused, so that no sum of squares overflows. */
  static final double LARGEST = 1e70;

  private Checks() {}

  static int atLeast(int least, int value, String what) {
    require(value >= least, "%s must be at least %d, not %d", what, least, value);
    return value;
  }

  /** A number >= 0 that may be infinite: a limit on distances. */
  static double limit(double value, String what) {
    require(value >= 0, "%s must be >= 0, not %s", what, value);
    return value;
  }

  /** How many rows of {@code dimensions} coordinates there are: at least one, all usable. */
  static int rows(double[] points, int dimensions) {
    atLeast(1, dimensions, "dimensions");
    require(points.length > 0, "there must be points, not %d coordinates", points.length);
    require(
        points.length % dimensions == 0,
        "points must be rows of %d coordinates, not %d coordinates",
        dimensions,
        points.length);
    for (int i = 0; i < points.length; i++) {
      if (!(Math.abs(points[i]) <= LARGEST)) {
        throw new IllegalArgumentException(
            "coordinates must be finite and within 1e70, not " + points[i] + " at " + i);
      }
    }
    return points.length / dimensions;
  }

  /** One of {@code points} points. */
  static void point(int point, int points) {
    if (point < 0 || point >= points) {
      throw new IllegalArgumentException(point + " is none of the " + points + " points");
    }
  }

  static void distance(double distance) {
    if (!(distance >= 0 && distance <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("a distance must be finite and >= 0, not " + distance);
    }
  }

  static void sameLength(int points, int length, String what) {
    require(length == points, "%d points with %d %s", points, length, what);
  }

  /** Labels from 0 to {@code clusters} - 1, or noise. */
  static void labels(int[] labels, int clusters) {
    atLeast(0, clusters, "clusters");
    for (int label : labels) {
      if (label < PairDbscan.NOISE || label >= clusters) {
        throw new IllegalArgumentException(label + " is none of the " + clusters + " clusters");
      }
    }
  }

  static void shares(double[] values, String what) {
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(what + " must be from 0 to 1, not " + value);
      }
    }
  }

  static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }
  }
}
