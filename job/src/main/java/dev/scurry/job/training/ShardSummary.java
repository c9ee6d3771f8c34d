package dev.scurry.job.training;

/** A shard after a window in which it had features. A Flink POJO. */
public class ShardSummary {
  public int shard;

  /** End of the window (exclusive), epoch milliseconds. */
  public long windowEnd;

  /** The window's position in the unit of the half-life, the same for every shard. */
  public long position;

  /** The shard, as {@link ShardReport} writes it. */
  public byte[] report;

  public ShardSummary() {}

  ShardSummary(int shard, long windowEnd, long position, byte[] report) {
    this.shard = shard;
    this.windowEnd = windowEnd;
    this.position = position;
    this.report = report;
  }
}
