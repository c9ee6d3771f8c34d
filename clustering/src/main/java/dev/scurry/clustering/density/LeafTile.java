package dev.scurry.clustering.density;

import java.util.Arrays;

/**
 * Some points turned dimension-major, so that the squared distances of another point to all of them
 * are summed side by side: in the order of the dimensions each, by instructions that do several at
 * once.
 */
final class LeafTile {

  /*
   * The same shape as the plain kernel of K-Means, for the same reasons: C2 (JDK 17) vectorises a
   * loop over columns that are arrays of their own, and four dimensions a step save three of four
   * loads and stores of the sums.
   */

  private final int dimensions;
  private final double[][] columns;
  private final double[] sums;

  LeafTile(int dimensions, int width) {
    this.dimensions = dimensions;
    this.columns = new double[dimensions][width];
    this.sums = new double[width];
  }

  /** Takes the rows of the places [start, end), at most the width. */
  void load(double[] rows, int start, int end) {
    for (int f = 0; f < dimensions; f++) {
      double[] column = columns[f];
      for (int p = 0, at = start * dimensions + f; p < end - start; p++, at += dimensions) {
        column[p] = rows[at];
      }
    }
  }

  /**
   * Squared distances of the point at a place to the first {@code count} here; valid until the next
   * call.
   */
  double[] squares(double[] rows, int place, int count) {
    int at = place * dimensions;
    Arrays.fill(sums, 0, count, 0);
    int f = 0;
    for (; f + 3 < dimensions; f += 4) {
      addFour(
          columns[f],
          columns[f + 1],
          columns[f + 2],
          columns[f + 3],
          rows[at + f],
          rows[at + f + 1],
          rows[at + f + 2],
          rows[at + f + 3],
          sums,
          count);
    }
    for (; f < dimensions; f++) {
      addOne(columns[f], rows[at + f], sums, count);
    }
    return sums;
  }

  /** A method of its own, with nothing but arrays and numbers, for C2's sake. */
  private static void addFour(
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double y0,
      double y1,
      double y2,
      double y3,
      double[] sums,
      int count) {
    for (int p = 0; p < count; p++) {
      double d0 = y0 - x0[p];
      double d1 = y1 - x1[p];
      double d2 = y2 - x2[p];
      double d3 = y3 - x3[p];
      sums[p] = (((sums[p] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  private static void addOne(double[] x, double y, double[] sums, int count) {
    for (int p = 0; p < count; p++) {
      double difference = y - x[p];
      sums[p] += difference * difference;
    }
  }
}
