package dev.scurry.clustering;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API, where the JVM was started with {@code --add-modules jdk.incubator.vector}. Loaded
 * by name alone: no other class may mention it.
 */
final class VectorKernel implements NearestKernel {

  /*
   * Lanes are points: two vectors of points lie feature-major in a tile, and four centroids are
   * measured against them at a time, which makes eight sums that do not wait for each other. Each
   * lane adds in feature order, multiplies and adds apart (no fused multiply-add), and so has the
   * bits of the scalar loop. Lanes of centroids would do the same, but then the least is to be found
   * across lanes, and k = 10 fills a vector and a quarter: measured, it was the slower one.
   *
   * Where fewer than four centroids are left, the last stands in for the missing ones: it is not
   * less than itself and never wins.
   */

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;
  private static final int GROUP = 4;

  /**
   * @throws UnsupportedOperationException where vectors are too short to win
   */
  VectorKernel() {
    if (LANES < 4) {
      throw new UnsupportedOperationException("vectors of " + LANES + " doubles");
    }
  }

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
    double[] tile = new double[WIDTH * inverse.length];
    double[] sums = new double[WIDTH * GROUP];
    double[] least = new double[WIDTH];
    double[] best = new double[WIDTH];
    for (int start = from; start < to; start += WIDTH) {
      int count = Math.min(WIDTH, to - start);
      turn(rows, start * inverse.length, count, inverse.length, tile);
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(best, 0);
      for (int row = 0; row < k; row += GROUP) {
        sumGroup(tile, centroids, row, k - 1, inverse, sums);
        keepLeast(sums, row, least, best, 0);
        keepLeast(sums, row, least, best, LANES);
      }
      for (int p = 0; p < count; p++) {
        nearest[start - from + p] = (int) best[p];
        squared[start - from + p] = least[p];
      }
    }
  }

  /** Rows to columns. */
  private static void turn(double[] rows, int offset, int count, int dimensions, double[] tile) {
    for (int p = 0, at = offset; p < count; p++, at += dimensions) {
      for (int f = 0; f < dimensions; f++) {
        tile[f * WIDTH + p] = rows[at + f];
      }
    }
  }

  private static void sumGroup(
      double[] tile, double[] centroids, int row, int last, double[] inverse, double[] sums) {
    int d = inverse.length;
    int a = row * d;
    int b = Math.min(row + 1, last) * d;
    int c = Math.min(row + 2, last) * d;
    int e = Math.min(row + 3, last) * d;
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector a0 = zero, a1 = zero, b0 = zero, b1 = zero;
    DoubleVector c0 = zero, c1 = zero, e0 = zero, e1 = zero;
    for (int f = 0; f < d; f++) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, tile, f * WIDTH);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, tile, f * WIDTH + LANES);
      DoubleVector i = DoubleVector.broadcast(SPECIES, inverse[f]);
      DoubleVector y = DoubleVector.broadcast(SPECIES, centroids[a + f]);
      a0 = plusSquare(a0, x0, y, i);
      a1 = plusSquare(a1, x1, y, i);
      y = DoubleVector.broadcast(SPECIES, centroids[b + f]);
      b0 = plusSquare(b0, x0, y, i);
      b1 = plusSquare(b1, x1, y, i);
      y = DoubleVector.broadcast(SPECIES, centroids[c + f]);
      c0 = plusSquare(c0, x0, y, i);
      c1 = plusSquare(c1, x1, y, i);
      y = DoubleVector.broadcast(SPECIES, centroids[e + f]);
      e0 = plusSquare(e0, x0, y, i);
      e1 = plusSquare(e1, x1, y, i);
    }
    a0.intoArray(sums, 0);
    a1.intoArray(sums, LANES);
    b0.intoArray(sums, WIDTH);
    b1.intoArray(sums, WIDTH + LANES);
    c0.intoArray(sums, 2 * WIDTH);
    c1.intoArray(sums, 2 * WIDTH + LANES);
    e0.intoArray(sums, 3 * WIDTH);
    e1.intoArray(sums, 3 * WIDTH + LANES);
  }

  private static DoubleVector plusSquare(
      DoubleVector sum, DoubleVector x, DoubleVector y, DoubleVector inverse) {
    DoubleVector difference = x.sub(y).mul(inverse);
    return sum.add(difference.mul(difference));
  }

  /** For one of the tile's two vectors; rows are counted in doubles, to be blended alike. */
  private static void keepLeast(double[] sums, int row, double[] least, double[] best, int at) {
    DoubleVector kept = DoubleVector.fromArray(SPECIES, least, at);
    DoubleVector rows = DoubleVector.fromArray(SPECIES, best, at);
    for (int j = 0; j < GROUP; j++) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, j * WIDTH + at);
      VectorMask<Double> less = sum.lt(kept);
      kept = kept.blend(sum, less);
      rows = rows.blend((double) (row + j), less);
    }
    kept.intoArray(least, at);
    rows.intoArray(best, at);
  }
}
