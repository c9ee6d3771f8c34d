package dev.scurry.job.features;

/**
 * What the features have counted, on its way to the ledger. A Flink POJO; small sums, so that one
 * task can take them all.
 */
public class FeatureCount {
  private static final long[] NOBODY = {};

  /** End of a window that was closed; {@link Long#MIN_VALUE} where only idle events are told. */
  public long windowEnd;

  /** Events in the newest slice of that window. */
  public long newEvents;

  /** Hashes of the users with events in that slice. */
  public long[] users;

  /** Events that were accepted, but found their slice closed. */
  public long idle;

  /** Events of a user that was forgotten at the window's end, which no window had counted yet. */
  public long forgotten;

  public FeatureCount() {}

  FeatureCount(long windowEnd, long newEvents, long[] users, long forgotten, long idle) {
    this.windowEnd = windowEnd;
    this.newEvents = newEvents;
    this.users = users;
    this.forgotten = forgotten;
    this.idle = idle;
  }

  static FeatureCount ofClosed(long windowEnd, long newEvents, long[] users) {
    return new FeatureCount(windowEnd, newEvents, users, 0, 0);
  }

  static FeatureCount ofForgotten(long windowEnd, long events) {
    return new FeatureCount(windowEnd, 0, NOBODY, events, 0);
  }

  static FeatureCount oneIdle() {
    return new FeatureCount(Long.MIN_VALUE, 0, NOBODY, 0, 1);
  }
}
