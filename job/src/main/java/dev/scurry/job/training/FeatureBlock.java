package dev.scurry.job.training;

/**
 * Features of several users in one window and one shard, packed. A Flink POJO.
 *
 * <p>A block without users tells a shard the window's {@link #position} instead.
 */
public class FeatureBlock {
  public int shard;

  /** End of the window (exclusive), epoch milliseconds. */
  public long windowEnd;

  /** {@link UserHash} of each user. */
  public long[] hashes;

  public String[] users;

  /** One row a user, row-major. */
  public double[] values;

  /** Features of the whole stream through this window; only in a block without users. */
  public long position;

  public FeatureBlock() {}

  static FeatureBlock ofPosition(int shard, long windowEnd, long position) {
    FeatureBlock block = new FeatureBlock();
    block.shard = shard;
    block.windowEnd = windowEnd;
    block.hashes = new long[0];
    block.users = new String[0];
    block.values = new double[0];
    block.position = position;
    return block;
  }

  boolean tellsPosition() {
    return users.length == 0;
  }

  int dimensions() {
    return values.length / users.length;
  }
}
