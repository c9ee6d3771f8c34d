package dev.scurry.job.training;

import dev.scurry.job.features.UserFeatures;
import java.util.Arrays;

/** Packs features of one shard and window until a block is full. */
final class BlockBuilder {

  private final int shard;
  private final long windowEnd;
  private final int capacity;
  private final int dimensions;
  private long[] hashes;
  private String[] users;
  private double[] values;
  private int size;

  BlockBuilder(int shard, long windowEnd, int capacity, int dimensions) {
    this.shard = shard;
    this.windowEnd = windowEnd;
    this.capacity = capacity;
    this.dimensions = dimensions;
    int first = Math.min(capacity, 16);
    this.hashes = new long[first];
    this.users = new String[first];
    this.values = new double[first * dimensions];
  }

  void add(long hash, UserFeatures features) {
    if (features.values.length != dimensions) {
      throw new IllegalArgumentException(
          features.values.length + " features where " + dimensions + " are declared");
    }
    if (size == users.length) {
      resize(Math.min(capacity, 2 * size));
    }
    hashes[size] = hash;
    users[size] = features.user;
    System.arraycopy(features.values, 0, values, size * dimensions, dimensions);
    size++;
  }

  private void resize(int rows) {
    hashes = Arrays.copyOf(hashes, rows);
    users = Arrays.copyOf(users, rows);
    values = Arrays.copyOf(values, rows * dimensions);
  }

  boolean isFull() {
    return size == capacity;
  }

  /** The block; the builder must not be used again. */
  FeatureBlock build() {
    resize(size);
    FeatureBlock block = new FeatureBlock();
    block.shard = shard;
    block.windowEnd = windowEnd;
    block.hashes = hashes;
    block.users = users;
    block.values = values;
    return block;
  }
}
