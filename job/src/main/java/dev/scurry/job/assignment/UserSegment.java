package dev.scurry.job.assignment;

import java.nio.ByteBuffer;

/**
 * Where a user is: his last window, the segment that he got for it, and his features then.
 *
 * @param windowEnd of his last window with features
 * @param cluster id of his segment
 * @param modelVersion of the model that placed him
 */
@SuppressWarnings("ArrayRecordComponent")
record UserSegment(long windowEnd, long cluster, long modelVersion, double[] features) {

  private static final int FORMAT = 1;

  byte[] encode() {
    ByteBuffer buffer =
        ByteBuffer.allocate(Integer.BYTES + 3 * Long.BYTES + features.length * Double.BYTES);
    buffer.putInt(FORMAT).putLong(windowEnd).putLong(cluster).putLong(modelVersion);
    for (double value : features) {
      buffer.putDouble(value);
    }
    return buffer.array();
  }

  /** The last window of an encoded segment alone. */
  static long windowEndOf(byte[] stored) {
    return opened(stored).getLong();
  }

  static UserSegment decode(byte[] stored) {
    ByteBuffer buffer = opened(stored);
    long windowEnd = buffer.getLong();
    long cluster = buffer.getLong();
    long modelVersion = buffer.getLong();
    double[] features = new double[buffer.remaining() / Double.BYTES];
    for (int i = 0; i < features.length; i++) {
      features[i] = buffer.getDouble();
    }
    return new UserSegment(windowEnd, cluster, modelVersion, features);
  }

  private static ByteBuffer opened(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    int format = buffer.getInt();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "the state holds a user's segment in format " + format + "; this version reads 1");
    }
    return buffer;
  }
}
