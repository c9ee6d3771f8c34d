package dev.scurry.job.features;

import java.nio.ByteBuffer;

/** All that is kept of a user's events in one slice: whole numbers only. */
record SliceAccumulator(Totals totals, Extremes extremes) {
  private static final byte FORMAT = 1;

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + totals.size() + extremes.size());
    out.put(FORMAT);
    totals.write(out);
    extremes.write(out);
    return out.array();
  }

  /** Reads what {@link #encode} wrote, into an accumulator of the same shape that is new. */
  SliceAccumulator decode(byte[] bytes) {
    readTotals(bytes);
    mergeExtremes(bytes);
    return this;
  }

  /** Reads the totals of an encoded slice alone. */
  Totals readTotals(byte[] bytes) {
    totals.read(opened(bytes));
    return totals;
  }

  /** Adds the extremes of an encoded slice alone. */
  void mergeExtremes(byte[] bytes) {
    ByteBuffer in = opened(bytes);
    extremes.merge(in.position(in.position() + totals.size()));
  }

  private static ByteBuffer opened(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.check(in.get(), FORMAT, "slice");
    return in;
  }
}
