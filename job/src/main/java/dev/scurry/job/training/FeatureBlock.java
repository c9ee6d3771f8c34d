package dev.scurry.job.training;

/**
 * Features of several users in one window and one shard, packed. A Flink POJO.
 *
 * <p>A block without rows tells a shard the window's {@link #position} instead.
 */
public class FeatureBlock {
  public int shard;

  /** End of the window (exclusive), epoch milliseconds. */
  public long windowEnd;

  /** How many users. */
  public int rows;

  /** The rows as {@link BlockBuilder} writes them, the form in which they are stored too. */
  public byte[] bytes;

  /** Features of the whole stream through this window; only in a block without users. */
  public long position;

  public FeatureBlock() {}

  FeatureBlock(int shard, long windowEnd, int rows, byte[] bytes) {
    this.shard = shard;
    this.windowEnd = windowEnd;
    this.rows = rows;
    this.bytes = bytes;
  }

  static FeatureBlock ofPosition(int shard, long windowEnd, long position) {
    FeatureBlock block = new FeatureBlock(shard, windowEnd, 0, new byte[0]);
    block.position = position;
    return block;
  }

  boolean tellsPosition() {
    return rows == 0;
  }
}
