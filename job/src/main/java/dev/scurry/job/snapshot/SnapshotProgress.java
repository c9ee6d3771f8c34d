package dev.scurry.job.snapshot;

import dev.scurry.job.StateFormat;
import dev.scurry.job.training.ModelUpdate;
import java.nio.ByteBuffer;

/**
 * How far the snapshots have come.
 *
 * @param lastInterval of the last model that was let through
 * @param held the newest model that was not; null: none
 */
record SnapshotProgress(long lastInterval, ModelUpdate held) {

  private static final int FORMAT = 1;
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  /** Format, interval, then version, time and JSON of the model that is held. */
  byte[] encode() {
    int more = held == null ? 0 : 2 * Long.BYTES + held.json.length;
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + more).putInt(FORMAT).putLong(lastInterval);
    if (held != null) {
      buffer.putLong(held.version).putLong(held.trainedThrough).put(held.json);
    }
    return buffer.array();
  }

  static SnapshotProgress decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "the snapshots' progress");
    long lastInterval = buffer.getLong();
    return new SnapshotProgress(lastInterval, buffer.hasRemaining() ? model(buffer) : null);
  }

  private static ModelUpdate model(ByteBuffer buffer) {
    long version = buffer.getLong();
    long trainedThrough = buffer.getLong();
    byte[] json = new byte[buffer.remaining()];
    buffer.get(json);
    return new ModelUpdate(version, trainedThrough, json);
  }
}
