package dev.scurry.clustering;

import java.util.Arrays;

/** Plain Java, written so that C2 makes SIMD instructions of the loops over points. */
final class PlainKernel implements NearestKernel {

  /*
   * The distance of a point is a sum in feature order, one addition waiting for the one before. To
   * reorder it would be fast and change the last bits; so many points are summed side by side. A
   * tile of points is turned feature-major; for a centroid the inner loop runs along the points,
   * whose sums do not depend on each other. C2 (JDK 17) vectorises such a loop where each column is
   * an array of its own (columns of one array at several offsets it does not), and four features a
   * step save three of four loads and stores of the sums (eight are too much for its unroller).
   *
   * The search for the least is a second loop, without branches: two centroids at about the same
   * distance would be a misprediction each.
   */

  /** Points in a tile; a tile of 64 features is 64 KiB. */
  private static final int WIDTH = 128;

  @Override
  public void assign(
      double[] rows,
      int from,
      int to,
      double[] centroids,
      int k,
      double[] inverse,
      int[] nearest,
      double[] squared) {
    int width = Math.min(WIDTH, to - from);
    double[][] columns = new double[inverse.length][width];
    double[] sums = new double[width];
    double[] least = new double[width];
    int[] best = new int[width];
    for (int start = from; start < to; start += width) {
      int count = Math.min(width, to - start);
      turn(rows, start * inverse.length, count, columns);
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(best, 0);
      for (int row = 0; row < k; row++) {
        sum(columns, centroids, row * inverse.length, inverse, sums, count);
        keepLeast(sums, row, least, best, count);
      }
      System.arraycopy(best, 0, nearest, start - from, count);
      System.arraycopy(least, 0, squared, start - from, count);
    }
  }

  /** Rows to columns. */
  private static void turn(double[] rows, int offset, int count, double[][] columns) {
    int dimensions = columns.length;
    for (int f = 0; f < dimensions; f++) {
      double[] column = columns[f];
      for (int p = 0, at = offset + f; p < count; p++, at += dimensions) {
        column[p] = rows[at];
      }
    }
  }

  private static void sum(
      double[][] columns,
      double[] centroids,
      int base,
      double[] inverse,
      double[] sums,
      int count) {
    Arrays.fill(sums, 0);
    int f = 0;
    for (; f + 3 < inverse.length; f += 4) {
      addFour(columns, f, centroids, base + f, inverse, sums, count);
    }
    for (; f < inverse.length; f++) {
      addOne(columns[f], centroids[base + f], inverse[f], sums, count);
    }
  }

  private static void addFour(
      double[][] columns,
      int f,
      double[] centroids,
      int at,
      double[] inverse,
      double[] sums,
      int count) {
    addFour(
        columns[f],
        columns[f + 1],
        columns[f + 2],
        columns[f + 3],
        centroids[at],
        centroids[at + 1],
        centroids[at + 2],
        centroids[at + 3],
        inverse[f],
        inverse[f + 1],
        inverse[f + 2],
        inverse[f + 3],
        sums,
        count);
  }

  /** A method of its own, with nothing but arrays and numbers, for C2's sake. */
  private static void addFour(
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double c0,
      double c1,
      double c2,
      double c3,
      double i0,
      double i1,
      double i2,
      double i3,
      double[] sums,
      int count) {
    for (int p = 0; p < count; p++) {
      double sum = sums[p];
      double u = (x0[p] - c0) * i0;
      sum += u * u;
      u = (x1[p] - c1) * i1;
      sum += u * u;
      u = (x2[p] - c2) * i2;
      sum += u * u;
      u = (x3[p] - c3) * i3;
      sum += u * u;
      sums[p] = sum;
    }
  }

  private static void addOne(double[] x, double c, double inverse, double[] sums, int count) {
    for (int p = 0; p < count; p++) {
      double u = (x[p] - c) * inverse;
      sums[p] += u * u;
    }
  }

  /** Squares are not negative, and such doubles are ordered as their bits are. */
  private static void keepLeast(double[] sums, int row, double[] least, int[] best, int count) {
    for (int p = 0; p < count; p++) {
      double sum = sums[p];
      double before = least[p];
      long less = Double.doubleToRawLongBits(sum) - Double.doubleToRawLongBits(before);
      least[p] = Math.min(sum, before);
      best[p] ^= (best[p] ^ row) & (int) (less >> 63);
    }
  }
}
