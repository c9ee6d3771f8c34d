package dev.scurry.job.training;

import dev.scurry.job.features.UserFeatures;
import java.util.List;

/** Blocks for tests. */
final class Blocks {

  private Blocks() {}

  /** One block of one window. */
  static FeatureBlock of(int shard, List<UserFeatures> features) {
    UserFeatures first = features.get(0);
    BlockBuilder builder =
        new BlockBuilder(shard, first.windowEnd, features.size(), first.values.length);
    features.forEach(user -> builder.add(UserHash.of(user.user), user));
    return builder.build();
  }

  static FeatureBlock of(int shard, long windowEnd, double... values) {
    return of(shard, List.of(new UserFeatures("user-" + values[0], windowEnd, values, 1)));
  }

  /** The stored form of blocks. */
  static WindowPoints.Blocks stored(List<FeatureBlock> blocks) {
    List<byte[]> bytes = blocks.stream().map(BlockBytes::encode).toList();
    return new WindowPoints.Blocks() {
      @Override
      public int count() {
        return bytes.size();
      }

      @Override
      public long points() {
        return blocks.stream().mapToLong(block -> block.users.length).sum();
      }

      @Override
      public byte[] get(int block) {
        return bytes.get(block);
      }
    };
  }
}
