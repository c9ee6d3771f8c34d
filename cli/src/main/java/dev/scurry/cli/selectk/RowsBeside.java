package dev.scurry.cli.selectk;

import java.util.Arrays;

/** The rows of a pass that are not in a sample. */
final class RowsBeside {

  private final long[] places;
  private final int dimensions;
  private int next;
  private long seen;

  /**
   * @param places of the sampled rows, ascending
   */
  RowsBeside(long[] places, int dimensions) {
    this.places = places;
    this.dimensions = dimensions;
  }

  double[] of(double[] batch) {
    double[] rest = new double[batch.length];
    int filled = 0;
    for (int offset = 0; offset < batch.length; offset += dimensions) {
      if (next < places.length && places[next] == seen) {
        next++;
      } else {
        System.arraycopy(batch, offset, rest, filled, dimensions);
        filled += dimensions;
      }
      seen++;
    }
    return Arrays.copyOf(rest, filled);
  }
}
