package dev.scurry.job.features;

import java.nio.ByteBuffer;

/** The pieces of which states are written. */
final class Formats {

  private Formats() {}

  static void check(int found, int known, String what) {
    if (found != known) {
      throw new IllegalStateException(
          "state of a " + what + " in format " + found + ", but only " + known + " is known");
    }
  }

  static void putLongs(ByteBuffer out, long[] values, int count) {
    out.asLongBuffer().put(values, 0, count);
    out.position(out.position() + count * Long.BYTES);
  }

  static void getLongs(ByteBuffer in, long[] values) {
    in.asLongBuffer().get(values);
    in.position(in.position() + values.length * Long.BYTES);
  }
}
