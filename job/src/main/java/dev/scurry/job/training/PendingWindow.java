package dev.scurry.job.training;

/**
 * What a shard holds of a window that has not closed.
 *
 * @param blocks how many blocks
 * @param points how many features in them
 * @param position features of the whole stream through the window; {@link #UNKNOWN} until told
 */
record PendingWindow(int blocks, long points, long position) {

  static final long UNKNOWN = -1;

  static PendingWindow of(long[] stored) {
    return stored == null
        ? new PendingWindow(0, 0, UNKNOWN)
        : new PendingWindow(Math.toIntExact(stored[0]), stored[1], stored[2]);
  }

  long[] stored() {
    return new long[] {blocks, points, position};
  }

  PendingWindow withBlock(int rows) {
    return new PendingWindow(blocks + 1, points + rows, position);
  }

  PendingWindow withPosition(long told) {
    return new PendingWindow(blocks, points, told);
  }
}
