package dev.scurry.job.training;

import dev.scurry.job.StateFormat;
import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * The form in which features travel to the shards and are stored there: format, fingerprint of the
 * settings; then for each row 128 bits of hash of the user, and the values. Of the user himself
 * nothing is there.
 *
 * @param trainedWith {@link TrainedWith#fingerprint}
 * @param dimensions values a row
 */
record BlockBytes(long trainedWith, int dimensions) implements Serializable {

  private static final int FORMAT = 2;
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  private int rowBytes() {
    return 2 * Long.BYTES + dimensions * Double.BYTES;
  }

  /** Length of a block of so many rows. */
  int bytes(int rows) {
    return HEAD + rows * rowBytes();
  }

  void begin(ByteBuffer buffer) {
    buffer.putInt(FORMAT).putLong(trainedWith);
  }

  void put(ByteBuffer buffer, long[] user, double[] values) {
    if (values.length != dimensions) {
      throw new IllegalArgumentException(
          values.length + " features where " + dimensions + " are declared");
    }
    buffer.putLong(user[0]).putLong(user[1]);
    for (double value : values) {
      buffer.putDouble(value);
    }
  }

  /** Hands over the rows whose hash is in a bucket; none of a block of other settings. */
  void read(byte[] stored, HashBucket bucket, BucketRows rows) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a block of features");
    if (buffer.getLong() != trainedWith) {
      return;
    }
    for (int row = HEAD; row < stored.length; row += rowBytes()) {
      long user = buffer.getLong(row);
      if (bucket.holds(user)) {
        rows.add(user, buffer.getLong(row + Long.BYTES), buffer, row + 2 * Long.BYTES);
      }
    }
  }
}
