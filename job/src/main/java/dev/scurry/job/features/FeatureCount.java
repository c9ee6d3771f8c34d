package dev.scurry.job.features;

/**
 * What the features have counted, on its way to the ledger. A Flink POJO; small sums, so that one
 * task can take them all.
 */
public class FeatureCount {
  /** End of a window that was closed; {@link Long#MIN_VALUE} where only idle events are told. */
  public long windowEnd;

  /** Events in the newest slice of that window. */
  public long newEvents;

  /** Hashes of the users with events in that slice. */
  public long[] users;

  /** Events that were accepted, but found their slice closed. */
  public long idle;

  public FeatureCount() {}

  FeatureCount(long windowEnd, long newEvents, long[] users, long idle) {
    this.windowEnd = windowEnd;
    this.newEvents = newEvents;
    this.users = users;
    this.idle = idle;
  }

  static FeatureCount oneIdle() {
    return new FeatureCount(Long.MIN_VALUE, 0, new long[0], 1);
  }
}
