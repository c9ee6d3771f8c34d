package dev.scurry.cli.vectors;

import dev.scurry.clustering.BatchSource.Batches;
import java.util.ArrayList;
import java.util.List;

/** The batches of one pass, for the next. */
final class KeptRows {

  private final List<double[]> batches = new ArrayList<>();
  private final long most;
  private long numbers;

  /**
   * @param most numbers that are kept
   */
  KeptRows(long most) {
    this.most = most;
  }

  /** False where it has become too much. */
  boolean add(double[] batch) {
    numbers += batch.length;
    batches.add(batch);
    return numbers <= most;
  }

  /** Hands them out in batches of {@code length} numbers. */
  void read(long length, Batches taker) {
    if (batches.get(0).length == Math.min(length, numbers)) {
      batches.forEach(taker::take);
      return;
    }
    double[] batch = new double[(int) Math.min(length, numbers)];
    int filled = 0;
    long left = numbers;
    for (double[] stored : batches) {
      int at = 0;
      while (at < stored.length) {
        int moved = Math.min(stored.length - at, batch.length - filled);
        System.arraycopy(stored, at, batch, filled, moved);
        at += moved;
        filled += moved;
        left -= moved;
        if (filled == batch.length) {
          taker.take(batch);
          batch = left < batch.length ? new double[(int) left] : batch;
          filled = 0;
        }
      }
    }
  }
}
