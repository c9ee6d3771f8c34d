package dev.scurry.job.training;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.StateFormat;
import java.nio.ByteBuffer;

/**
 * A shard's micro-clusters as they were written.
 *
 * @param trainedWith {@link TrainedWith#fingerprint} of the settings
 * @param position of the window after which they were written, in the unit of the half-life
 */
record ShardSnapshot(long trainedWith, long position, MicroClusters micro) {

  private static final int FORMAT = 3;

  /** The micro-clusters forgotten up to a later position, in one step from this one. */
  MicroClusters decayedTo(long later, HalfLifeDecay decay) {
    micro.decay(decay.factor(position, later));
    return micro;
  }

  /**
   * Format, fingerprint, position, capacity, dimensions, size; then weights, means, moments,
   * recent.
   */
  byte[] encode() {
    double[] weights = micro.weights();
    double[] means = micro.means();
    double[] moments = micro.moments();
    double[] recent = micro.recent();
    int doubles = weights.length + means.length + moments.length + recent.length;
    ByteBuffer buffer =
        ByteBuffer.allocate(4 * Integer.BYTES + 2 * Long.BYTES + doubles * Double.BYTES);
    buffer.putInt(FORMAT).putLong(trainedWith).putLong(position);
    buffer.putInt(micro.capacity()).putInt(micro.dimensions()).putInt(micro.size());
    put(buffer, weights);
    put(buffer, means);
    put(buffer, moments);
    put(buffer, recent);
    return buffer.array();
  }

  /** Reads what {@link #encode} wrote. */
  static ShardSnapshot decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a shard");
    long trainedWith = buffer.getLong();
    long position = buffer.getLong();
    int capacity = buffer.getInt();
    int dimensions = buffer.getInt();
    int size = buffer.getInt();
    double[] weights = get(buffer, size);
    double[] means = get(buffer, size * dimensions);
    double[] moments = get(buffer, size * dimensions);
    double[] recent = get(buffer, size);
    return new ShardSnapshot(
        trainedWith,
        position,
        MicroClusters.of(capacity, dimensions, weights, means, moments, recent));
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
