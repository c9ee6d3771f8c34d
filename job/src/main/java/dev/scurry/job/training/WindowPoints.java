package dev.scurry.job.training;

import java.util.Arrays;

/**
 * Reads the stored blocks of one window in the canonical order, in mini-batches.
 *
 * <p>The order is that of {@link BucketRows}; it does not depend on how the features were packed or
 * when they came. The blocks are read several times, each time for one range of hashes, so that
 * only that range lies on the heap; a mini-batch may reach over two ranges, and so the result does
 * not depend on how many there are.
 */
final class WindowPoints {

  /** Rows of a range, about; with seven features some 10 MB. */
  static final int ROWS_ON_HEAP = 65_536;

  private final BlockBytes form;
  private final int dimensions;
  private final int batchSize;
  private final int rowsOnHeap;

  WindowPoints(BlockBytes form, int batchSize, int rowsOnHeap) {
    this.form = form;
    this.dimensions = form.dimensions();
    this.batchSize = batchSize;
    this.rowsOnHeap = rowsOnHeap;
  }

  void read(Blocks blocks, BatchConsumer batches) throws Exception {
    int buckets = Math.toIntExact((blocks.points() - 1) / rowsOnHeap + 1);
    Batch batch = new Batch(batches);
    BucketRows rows = new BucketRows(dimensions);
    for (int bucket = 0; bucket < buckets; bucket++) {
      rows.clear();
      for (int block = 0; block < blocks.count(); block++) {
        form.read(blocks.get(block), new HashBucket(bucket, buckets), rows);
      }
      rows.inOrder(batch::add);
    }
    batch.flush();
  }

  /** The stored blocks of a window. */
  interface Blocks {
    int count();

    /** Rows of all blocks, > 0. */
    long points();

    byte[] get(int block) throws Exception;
  }

  /** Takes mini-batches one after the other: points, row-major, and each user's hash. */
  interface BatchConsumer {
    void accept(double[] points, long[] users);
  }

  private final class Batch {
    private final BatchConsumer consumer;
    private double[] points = new double[0];
    private long[] users = new long[0];
    private int rows;

    Batch(BatchConsumer consumer) {
      this.consumer = consumer;
    }

    void add(long user, double[] values, int from) {
      int offset = rows * dimensions;
      if (offset == points.length) {
        int grown = (int) Math.min(batchSize, Math.max(64, 2L * rows));
        points = Arrays.copyOf(points, grown * dimensions);
        users = Arrays.copyOf(users, grown);
      }
      users[rows] = user;
      System.arraycopy(values, from, points, offset, dimensions);
      if (++rows == batchSize) {
        flush();
      }
    }

    void flush() {
      if (rows > 0) {
        consumer.accept(Arrays.copyOf(points, rows * dimensions), Arrays.copyOf(users, rows));
        rows = 0;
      }
    }
  }
}
