package dev.scurry.clustering.density;

import java.util.Objects;

/**
 * Finds the pairs of points at most a radius apart (Euclidean), every one compared: two ranges of
 * points at a time, so that both stay in the processor's cache and ranges can be spread over
 * workers.
 *
 * <p>A distance is the correctly rounded root of the squares' sum in the order of the dimensions,
 * so it is the same in both directions and whatever the ranges. Points that are equal have distance
 * 0.
 */
public final class RadiusPairs {

  private final double[] coordinates;
  private final int dimensions;
  private final double squaredLimit;

  /**
   * @param coordinates points x dimensions, row-major, finite; not copied
   * @param dimensions >= 0; where there are none all points are equal
   * @param radius inclusive, finite, >= 0
   */
  public RadiusPairs(double[] coordinates, int dimensions, double radius) {
    if (dimensions < 0 || (dimensions > 0 && coordinates.length % dimensions != 0)) {
      throw new IllegalArgumentException(
          coordinates.length + " coordinates are no points of " + dimensions + " dimensions");
    }
    if (!(radius >= 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException("a radius is a finite number >= 0, not " + radius);
    }
    checkCoordinates(coordinates);
    this.coordinates = coordinates;
    this.dimensions = dimensions;
    this.squaredLimit = largestSquareWithin(radius);
  }

  /**
   * Compares each point of the range [from, to) with each of [otherFrom, otherTo); a range with
   * itself compares each unordered pair once. Otherwise the ranges must not overlap.
   *
   * @param found gets (point of the first range, point of the second, distance), in order of the
   *     first, then the second
   * @return how many pairs were compared
   */
  public <E extends Exception> long find(
      int from, int to, int otherFrom, int otherTo, PairConsumer<E> found) throws E {
    int points = dimensions == 0 ? Integer.MAX_VALUE : coordinates.length / dimensions;
    Objects.checkFromToIndex(from, to, points);
    Objects.checkFromToIndex(otherFrom, otherTo, points);
    boolean itself = from == otherFrom && to == otherTo;
    if (!itself && Math.max(from, otherFrom) < Math.min(to, otherTo)) {
      throw new IllegalArgumentException(
          "ranges overlap: [%d, %d) and [%d, %d)".formatted(from, to, otherFrom, otherTo));
    }
    long compared = 0;
    for (int i = from; i < to; i++) {
      int first = itself ? i + 1 : otherFrom;
      compared += otherTo - first;
      findOf(i, first, otherTo, found);
    }
    return compared;
  }

  static void checkCoordinates(double[] coordinates) {
    for (double coordinate : coordinates) {
      if (!(Math.abs(coordinate) <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException("coordinates must be finite, not " + coordinate);
      }
    }
  }

  private <E extends Exception> void findOf(int i, int from, int to, PairConsumer<E> found)
      throws E {
    double[] x = coordinates;
    int d = dimensions;
    int iRow = i * d;
    int jRow = from * d;
    for (int j = from; j < to; j++, jRow += d) {
      double sum = 0;
      for (int f = 0; f < d; f++) {
        double difference = x[iRow + f] - x[jRow + f];
        sum += difference * difference;
      }
      if (sum <= squaredLimit) {
        found.accept(i, j, StrictMath.sqrt(sum));
      }
    }
  }

  /**
   * The largest s with sqrt(s) <= radius, so that roots are taken of what is kept only. radius² as
   * rounded is at most a few steps away from it.
   */
  static double largestSquareWithin(double radius) {
    double square = radius * radius;
    while (StrictMath.sqrt(square) > radius) {
      square = Math.nextDown(square);
    }
    while (StrictMath.sqrt(Math.nextUp(square)) <= radius) {
      square = Math.nextUp(square);
    }
    return square;
  }
}
