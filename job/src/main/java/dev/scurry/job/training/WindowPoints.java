package dev.scurry.job.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the stored blocks of one window in the canonical order, in mini-batches.
 *
 * <p>The order is that of the users' hashes, read as unsigned numbers, then of the users; it does
 * not depend on how the features were packed or when they came. The blocks are read several times,
 * each time for one range of hashes, so that only that range lies on the heap; a mini-batch may
 * reach over two ranges, and so the result does not depend on how many there are.
 */
final class WindowPoints {

  /** Rows of a range, about; with seven features some 10 MB. */
  static final int ROWS_ON_HEAP = 65_536;

  private static final Comparator<Row> CANONICAL =
      ((Comparator<Row>) (a, b) -> Long.compareUnsigned(a.hash, b.hash))
          .thenComparing(row -> row.user);

  private final int dimensions;
  private final int batchSize;
  private final int rowsOnHeap;

  WindowPoints(int dimensions, int batchSize, int rowsOnHeap) {
    this.dimensions = dimensions;
    this.batchSize = batchSize;
    this.rowsOnHeap = rowsOnHeap;
  }

  void read(Blocks blocks, BatchConsumer batches) throws Exception {
    int buckets = Math.toIntExact((blocks.points() - 1) / rowsOnHeap + 1);
    Batch batch = new Batch(batches);
    for (int bucket = 0; bucket < buckets; bucket++) {
      for (Row row : rowsIn(blocks, new HashBucket(bucket, buckets))) {
        batch.add(row.hash, row.values);
      }
    }
    batch.flush();
  }

  private static List<Row> rowsIn(Blocks blocks, HashBucket bucket) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      BlockBytes.read(
          blocks.get(block), bucket, (hash, user, values) -> rows.add(new Row(hash, user, values)));
    }
    rows.sort(CANONICAL);
    return rows;
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Row(long hash, String user, double[] values) {}

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

    void add(long user, double[] values) {
      int offset = rows * dimensions;
      if (offset == points.length) {
        int grown = (int) Math.min(batchSize, Math.max(64, 2L * rows));
        points = Arrays.copyOf(points, grown * dimensions);
        users = Arrays.copyOf(users, grown);
      }
      users[rows] = user;
      System.arraycopy(values, 0, points, offset, dimensions);
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
