package dev.scurry.job.snapshot;

import dev.scurry.job.StateFormat;
import java.nio.ByteBuffer;

/**
 * A user's features of the last window of a day that he was seen in.
 *
 * @param windowEnd of that window
 * @param values as in {@link dev.scurry.job.features.UserFeatures}
 */
record DayRow(long windowEnd, double[] values) {

  private static final int FORMAT = 1;
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  /** Format, window end, values. */
  byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + values.length * Double.BYTES);
    buffer.putInt(FORMAT).putLong(windowEnd).asDoubleBuffer().put(values);
    return buffer.array();
  }

  static DayRow decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a day's features");
    long windowEnd = buffer.getLong();
    double[] values = new double[buffer.remaining() / Double.BYTES];
    buffer.asDoubleBuffer().get(values);
    return new DayRow(windowEnd, values);
  }
}
