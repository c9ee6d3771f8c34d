package dev.scurry.job.features;

import java.nio.ByteBuffer;

/** All that is kept of a user's events in one slice: whole numbers only. */
record SliceAccumulator(Totals totals, Extremes extremes) {
  private static final byte FORMAT = 1;

  /** As of no events. */
  void clear() {
    totals.clear();
    extremes.clear();
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + totals.size() + extremes.size());
    out.put(FORMAT);
    totals.write(out);
    extremes.write(out);
    return out.array();
  }

  /** Reads what {@link #encode} wrote, into an accumulator of the same shape that is new. */
  SliceAccumulator decode(byte[] bytes) {
    extremes.merge(readTotals(bytes, 0));
    return this;
  }

  /**
   * Adds an encoded slice of the same shape.
   *
   * @param scratch overwritten
   */
  void add(byte[] bytes, Totals scratch) {
    ByteBuffer in = opened(bytes, 0);
    scratch.read(in);
    totals.add(scratch);
    extremes.merge(in);
  }

  /**
   * Reads the totals of an encoded slice alone.
   *
   * @return the slice, at its extremes
   */
  ByteBuffer readTotals(byte[] bytes, int at) {
    ByteBuffer in = opened(bytes, at);
    totals.read(in);
    return in;
  }

  /** An encoded slice at its extremes. */
  ByteBuffer atExtremes(byte[] bytes, int at) {
    ByteBuffer in = opened(bytes, at);
    return in.position(in.position() + totals.size());
  }

  private static ByteBuffer opened(byte[] bytes, int at) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(at);
    Formats.check(in.get(), FORMAT, "slice");
    return in;
  }
}
