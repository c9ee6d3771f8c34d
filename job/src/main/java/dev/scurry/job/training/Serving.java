package dev.scurry.job.training;

import java.nio.ByteBuffer;

/**
 * Which model assigns users.
 *
 * @param version 0 while there is none
 * @param pinned whether it stays when a newer one is learned
 */
record Serving(long version, boolean pinned) {

  static final Serving NOTHING = new Serving(0, false);

  private static final int FORMAT = 1;

  Serving afterLearning(long newest) {
    return pinned ? this : new Serving(newest, false);
  }

  /** Format, version, pinned. */
  byte[] encode() {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + 1)
        .putInt(FORMAT)
        .putLong(version)
        .put((byte) (pinned ? 1 : 0))
        .array();
  }

  static Serving decode(byte[] stored) {
    if (stored == null) {
      return NOTHING;
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "the serving model");
    return new Serving(buffer.getLong(), buffer.get() == 1);
  }
}
