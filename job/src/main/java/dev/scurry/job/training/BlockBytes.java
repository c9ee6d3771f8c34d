package dev.scurry.job.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The stored form of a {@link FeatureBlock}'s rows. */
final class BlockBytes {

  private static final int FORMAT = 1;

  private BlockBytes() {}

  /** Format, rows, dimensions; then for each row hash, length of the user, user, values. */
  static byte[] encode(FeatureBlock block) {
    byte[][] users = new byte[block.users.length][];
    int bytes = 3 * Integer.BYTES + block.values.length * Double.BYTES;
    for (int row = 0; row < users.length; row++) {
      users[row] = block.users[row].getBytes(StandardCharsets.UTF_8);
      bytes += Long.BYTES + Integer.BYTES + users[row].length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    buffer.putInt(FORMAT).putInt(users.length).putInt(block.dimensions());
    for (int row = 0; row < users.length; row++) {
      buffer.putLong(block.hashes[row]).putInt(users[row].length).put(users[row]);
      for (int f = 0; f < block.dimensions(); f++) {
        buffer.putDouble(block.values[row * block.dimensions() + f]);
      }
    }
    return buffer.array();
  }

  /** Hands over the rows whose hash is in a bucket. */
  static void read(byte[] stored, HashBucket bucket, RowConsumer rows) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a block of features");
    int count = buffer.getInt();
    int dimensions = buffer.getInt();
    for (int row = 0; row < count; row++) {
      long hash = buffer.getLong();
      int userBytes = buffer.getInt();
      int user = buffer.position();
      int values = user + userBytes;
      if (bucket.holds(hash)) {
        rows.accept(
            hash,
            new String(stored, user, userBytes, StandardCharsets.UTF_8),
            doubles(buffer, values, dimensions));
      }
      buffer.position(values + dimensions * Double.BYTES);
    }
  }

  private static double[] doubles(ByteBuffer buffer, int offset, int count) {
    double[] values = new double[count];
    for (int f = 0; f < count; f++) {
      values[f] = buffer.getDouble(offset + f * Double.BYTES);
    }
    return values;
  }

  /** Takes one row. */
  interface RowConsumer {
    void accept(long hash, String user, double[] values);
  }
}
