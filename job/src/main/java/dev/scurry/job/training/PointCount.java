package dev.scurry.job.training;

/** How many features a block had. A Flink POJO. */
public class PointCount {
  /** End of the window (exclusive), epoch milliseconds. */
  public long windowEnd;

  public long points;

  public PointCount() {}

  static PointCount of(FeatureBlock block) {
    PointCount count = new PointCount();
    count.windowEnd = block.windowEnd;
    count.points = block.rows;
    return count;
  }
}
