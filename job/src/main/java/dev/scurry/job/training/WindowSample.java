package dev.scurry.job.training;

import dev.scurry.clustering.Seeds;
import java.util.Arrays;

/**
 * The points of a window with the smallest hash of user and window end: another sample of a shard's
 * users in each window, whatever the order in which they come. Not thread-safe.
 */
final class WindowSample {

  /** Points of a shard's sample. */
  static final int SIZE = 1024;

  private final long windowEnd;
  private final int dimensions;
  private final int size;

  /** A heap with the greatest hash on top, and where in {@code rows} its point lies. */
  private final long[] hashes;

  private final int[] places;
  private double[] rows;
  private int count;

  WindowSample(long windowEnd, int dimensions, int size) {
    this.windowEnd = windowEnd;
    this.dimensions = dimensions;
    this.size = size;
    this.hashes = new long[size];
    this.places = new int[size];
    this.rows = new double[0];
  }

  /**
   * Offers points.
   *
   * @param points row-major
   * @param users {@link UserHash} of each
   */
  void offer(double[] points, long[] users) {
    for (int row = 0; row * dimensions < points.length; row++) {
      long hash = Seeds.of(windowEnd, users[row]);
      if (count < size) {
        grow();
        places[count] = count;
        hashes[count] = hash;
        store(points, row, count);
        siftUp(count++);
      } else if (Long.compareUnsigned(hash, hashes[0]) < 0) {
        hashes[0] = hash;
        store(points, row, places[0]);
        siftDown();
      }
    }
  }

  private void grow() {
    if (count * dimensions == rows.length) {
      rows = Arrays.copyOf(rows, Math.min(size, Math.max(16, 2 * count)) * dimensions);
    }
  }

  private void store(double[] points, int row, int place) {
    System.arraycopy(points, row * dimensions, rows, place * dimensions, dimensions);
  }

  private void siftUp(int from) {
    int child = from;
    while (child > 0 && above(child, (child - 1) / 2)) {
      swap(child, (child - 1) / 2);
      child = (child - 1) / 2;
    }
  }

  private void siftDown() {
    int parent = 0;
    while (2 * parent + 1 < count) {
      int child = 2 * parent + 1;
      child += child + 1 < count && above(child + 1, child) ? 1 : 0;
      if (!above(child, parent)) {
        return;
      }
      swap(child, parent);
      parent = child;
    }
  }

  private boolean above(int a, int b) {
    return Long.compareUnsigned(hashes[a], hashes[b]) > 0;
  }

  private void swap(int a, int b) {
    long hash = hashes[a];
    hashes[a] = hashes[b];
    hashes[b] = hash;
    int place = places[a];
    places[a] = places[b];
    places[b] = place;
  }

  /** The sample, row-major. The order follows from the points and their canonical order. */
  double[] rows() {
    return Arrays.copyOf(rows, count * dimensions);
  }
}
