package dev.scurry.job.training;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.MicroClusters;
import java.nio.ByteBuffer;

/**
 * A shard's micro-clusters as they were written.
 *
 * @param position of the window after which they were written, in the unit of the half-life
 */
record ShardSnapshot(long position, MicroClusters micro) {

  private static final int FORMAT = 2;

  /** The form before, without what was absorbed since the last decay. */
  private static final int WITHOUT_RECENT = 1;

  /** The micro-clusters forgotten up to a later position, in one step from this one. */
  MicroClusters decayedTo(long later, HalfLifeDecay decay) {
    micro.decay(decay.factor(position, later));
    return micro;
  }

  /** Format, position, capacity, dimensions, size; then weights, means, moments, recent. */
  byte[] encode() {
    double[] weights = micro.weights();
    double[] means = micro.means();
    double[] moments = micro.moments();
    double[] recent = micro.recent();
    int doubles = weights.length + means.length + moments.length + recent.length;
    ByteBuffer buffer =
        ByteBuffer.allocate(4 * Integer.BYTES + Long.BYTES + doubles * Double.BYTES);
    buffer.putInt(FORMAT).putLong(position);
    buffer.putInt(micro.capacity()).putInt(micro.dimensions()).putInt(micro.size());
    put(buffer, weights);
    put(buffer, means);
    put(buffer, moments);
    put(buffer, recent);
    return buffer.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalStateException if it was written in another format, or with another number of
   *     micro-clusters or features than configured now
   */
  static ShardSnapshot decode(byte[] stored, int capacity, int dimensions) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    int format = buffer.getInt();
    StateFormat.require(format == WITHOUT_RECENT ? format : FORMAT, format, "a shard");
    long position = buffer.getLong();
    requireSame("micro-clusters a shard", capacity, buffer.getInt());
    requireSame("features", dimensions, buffer.getInt());
    int size = buffer.getInt();
    double[] weights = get(buffer, size);
    double[] means = get(buffer, size * dimensions);
    double[] moments = get(buffer, size * dimensions);
    double[] recent = format == WITHOUT_RECENT ? new double[size] : get(buffer, size);
    return new ShardSnapshot(
        position, MicroClusters.of(capacity, dimensions, weights, means, moments, recent));
  }

  private static void requireSame(String what, int configured, int stored) {
    if (configured != stored) {
      throw new IllegalStateException(
          "the state was trained with "
              + stored
              + " "
              + what
              + ", the settings ask for "
              + configured);
    }
  }

  private static void put(ByteBuffer buffer, double[] values) {
    for (double value : values) {
      buffer.putDouble(value);
    }
  }

  private static double[] get(ByteBuffer buffer, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = buffer.getDouble();
    }
    return values;
  }
}
