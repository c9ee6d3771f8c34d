package dev.scurry.job.training;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packs features of one shard and window until a block is full. */
final class BlockBuilder {

  private final BlockBytes form;
  private final int shard;
  private final long windowEnd;
  private final int capacity;
  private ByteBuffer buffer;
  private int rows;

  BlockBuilder(BlockBytes form, int shard, long windowEnd, int capacity) {
    this.form = form;
    this.shard = shard;
    this.windowEnd = windowEnd;
    this.capacity = capacity;
    this.buffer = ByteBuffer.allocate(form.bytes(Math.min(capacity, 16)));
    form.begin(buffer);
  }

  /**
   * Adds a row.
   *
   * @param user {@link UserHash#of128} of its user
   */
  void add(long[] user, double[] values) {
    if (buffer.remaining() == 0) {
      ByteBuffer larger = ByteBuffer.allocate(form.bytes(Math.min(capacity, 2 * rows)));
      buffer = larger.put(buffer.flip());
    }
    form.put(buffer, user, values);
    rows++;
  }

  boolean isFull() {
    return rows == capacity;
  }

  /** The block; the builder must not be used again. */
  FeatureBlock build() {
    byte[] bytes = buffer.array();
    return new FeatureBlock(
        shard,
        windowEnd,
        rows,
        buffer.position() == bytes.length ? bytes : Arrays.copyOf(bytes, buffer.position()));
  }
}
