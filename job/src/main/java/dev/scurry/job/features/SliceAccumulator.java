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

  /** Reads what {@link #encode} wrote, into an accumulator of the same shape. */
  SliceAccumulator decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.check(in.get(), FORMAT, "slice");
    totals.read(in);
    extremes.read(in);
    return this;
  }
}
