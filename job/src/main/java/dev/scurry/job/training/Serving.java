package dev.scurry.job.training;

import dev.scurry.job.StateFormat;
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

  /**
   * Format, fingerprint, version, pinned.
   *
   * @param trainedWith {@link TrainedWith#fingerprint} of the settings
   */
  byte[] encode(long trainedWith) {
    return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES + 1)
        .putInt(FORMAT)
        .putLong(trainedWith)
        .putLong(version)
        .put((byte) (pinned ? 1 : 0))
        .array();
  }

  /** As it was written; nothing where that was under other settings, or never. */
  static Serving decode(byte[] stored, long trainedWith) {
    if (stored == null) {
      return NOTHING;
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "the serving model");
    return buffer.getLong() == trainedWith
        ? new Serving(buffer.getLong(), buffer.get() == 1)
        : NOTHING;
  }
}
