package dev.scurry.job.training;

import dev.scurry.job.Operators;
import java.io.Serializable;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Which shard a user belongs to, and the key by which Flink places a shard. The keys 0..S-1
 * themselves would fall into arbitrary key groups and leave tasks without a shard; the key of shard
 * s falls into key group s x 720 / S, so that any parallelism gets its even share.
 */
final class ShardLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] keys;

  ShardLayout(int shards) {
    if (shards <= 0 || Operators.MAX_PARALLELISM % shards != 0) {
      throw new IllegalArgumentException(
          "shards must divide " + Operators.MAX_PARALLELISM + ", not " + shards);
    }
    this.keys = new int[shards];
    for (int shard = 0; shard < shards; shard++) {
      keys[shard] = keyIn(shard * (Operators.MAX_PARALLELISM / shards));
    }
  }

  private static int keyIn(int keyGroup) {
    int key = 0;
    while (KeyGroupRangeAssignment.assignToKeyGroup(key, Operators.MAX_PARALLELISM) != keyGroup) {
      key++;
    }
    return key;
  }

  int shards() {
    return keys.length;
  }

  int shardOf(long userHash) {
    return (int) Long.remainderUnsigned(userHash, keys.length);
  }

  int keyOf(int shard) {
    return keys[shard];
  }

  /** Whether a shard has the key; other keys are those of another number of shards. */
  boolean hasKey(int key) {
    return java.util.Arrays.stream(keys).anyMatch(other -> other == key);
  }

  int shardOfKey(int key) {
    for (int shard = 0; shard < keys.length; shard++) {
      if (keys[shard] == key) {
        return shard;
      }
    }
    throw new IllegalArgumentException("no shard has the key " + key);
  }
}
