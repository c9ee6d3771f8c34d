package dev.scurry.job.training;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rows of one range of hashes, to be read in the canonical order: by the user's hash, 128 bits as
 * an unsigned number, then by the values, so that the order of arrival decides nothing, ever. Not
 * thread-safe.
 */
final class BucketRows {

  /*
   * A row's sort key is the upper part of its hash with its number in place of the lowest bits, so
   * that primitive numbers are sorted. Rows whose keys share their upper part, of which there is
   * hardly ever a pair, are put in order by comparison afterwards.
   */

  private final int dimensions;
  private long[] first = new long[1024];
  private long[] second = new long[1024];
  private double[] values;
  private int size;

  BucketRows(int dimensions) {
    this.dimensions = dimensions;
    this.values = new double[first.length * dimensions];
  }

  void clear() {
    size = 0;
  }

  void add(long firstHash, long secondHash, ByteBuffer row, int offset) {
    if (size == first.length) {
      grow();
    }
    first[size] = firstHash;
    second[size] = secondHash;
    int to = size * dimensions;
    for (int f = 0; f < dimensions; f++) {
      values[to + f] = row.getDouble(offset + f * Double.BYTES);
    }
    size++;
  }

  private void grow() {
    int larger = Math.multiplyExact(2, first.length);
    first = Arrays.copyOf(first, larger);
    second = Arrays.copyOf(second, larger);
    values = Arrays.copyOf(values, Math.multiplyExact(larger, dimensions));
  }

  /** Hands all rows over in order. */
  void inOrder(RowConsumer rows) {
    for (int row : order()) {
      rows.accept(first[row], values, row * dimensions);
    }
  }

  private int[] order() {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(size);
    long number = (1L << bits) - 1;
    long[] keys = new long[size];
    for (int row = 0; row < size; row++) {
      keys[row] = ((first[row] & ~number) | row) ^ Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int place = 0; place < size; place++) {
      order[place] = (int) (keys[place] & number);
      settle(order, place);
    }
    return order;
  }

  /** Moves the row of a place up among those that its key could not tell it from. */
  private void settle(int[] order, int from) {
    for (int place = from; place > 0 && isAfter(order[place - 1], order[place]); place--) {
      int row = order[place];
      order[place] = order[place - 1];
      order[place - 1] = row;
    }
  }

  private boolean isAfter(int a, int b) {
    int order = Long.compareUnsigned(first[a], first[b]);
    if (order == 0) {
      order = Long.compareUnsigned(second[a], second[b]);
    }
    if (order == 0) {
      order =
          Arrays.compare(
              values,
              a * dimensions,
              (a + 1) * dimensions,
              values,
              b * dimensions,
              (b + 1) * dimensions);
    }
    return order > 0;
  }

  /** Takes one row: where its values begin. */
  interface RowConsumer {
    void accept(long user, double[] values, int offset);
  }
}
