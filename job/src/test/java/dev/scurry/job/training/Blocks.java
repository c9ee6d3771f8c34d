package dev.scurry.job.training;

import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import java.util.List;

/** Blocks for tests. */
final class Blocks {

  private Blocks() {}

  /** The form of blocks under some settings. */
  static BlockBytes form(Settings settings) {
    return new BlockBytes(
        TrainedWith.of(settings).fingerprint(), settings.features().columns().size());
  }

  /** One block of one window. */
  static FeatureBlock of(BlockBytes form, int shard, List<UserFeatures> features) {
    BlockBuilder builder =
        new BlockBuilder(form, shard, features.get(0).windowEnd, features.size());
    features.forEach(user -> builder.add(UserHash.of128(user.user), user.values));
    return builder.build();
  }

  static FeatureBlock of(BlockBytes form, int shard, long windowEnd, double... values) {
    return of(form, shard, List.of(new UserFeatures("user-" + values[0], windowEnd, values, 1)));
  }

  /** Rows of a block, in the order in which they were packed. */
  static double[] values(BlockBytes form, FeatureBlock block) {
    double[] values = new double[block.rows * form.dimensions()];
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(block.bytes);
    int rowBytes = (block.bytes.length - form.bytes(0)) / block.rows;
    for (int i = 0; i < values.length; i++) {
      int row = i / form.dimensions();
      int offset = (i % form.dimensions() + 2) * Double.BYTES;
      values[i] = buffer.getDouble(form.bytes(0) + row * rowBytes + offset);
    }
    return values;
  }

  /** Blocks as they lie in state. */
  static WindowPoints.Blocks stored(List<FeatureBlock> blocks) {
    return new WindowPoints.Blocks() {
      @Override
      public int count() {
        return blocks.size();
      }

      @Override
      public long points() {
        return blocks.stream().mapToLong(block -> block.rows).sum();
      }

      @Override
      public byte[] get(int block) {
        return blocks.get(block).bytes;
      }
    };
  }
}
