package dev.scurry.cli.vectors;

import java.util.Arrays;

/** Rows on their way to a taker; grows to a batch only as far as there are rows. */
final class RowBatch {

  private static final int START = 1 << 14;

  private final int dimensions;
  private final int capacity;
  private double[] values;
  private int size;

  RowBatch(int rows, int dimensions) {
    int mostRows = (Integer.MAX_VALUE - 8) / dimensions;
    this.dimensions = dimensions;
    this.capacity = Math.min(rows, mostRows) * dimensions;
    this.values = fresh();
  }

  private double[] fresh() {
    return new double[Math.min(capacity, Math.max(START, dimensions))];
  }

  /** Adds the reader's row; true when the batch is full. */
  boolean add(VectorReader reader) {
    if (values.length - size < dimensions) {
      values = Arrays.copyOf(values, (int) Math.min(capacity, 2L * values.length));
    }
    reader.copyTo(values, size);
    size += dimensions;
    return size == capacity;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The rows; the next ones go to another array. */
  double[] take() {
    double[] taken = size == values.length ? values : Arrays.copyOf(values, size);
    values = size == capacity ? new double[capacity] : fresh();
    size = 0;
    return taken;
  }
}
