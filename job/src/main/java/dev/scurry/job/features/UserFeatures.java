package dev.scurry.job.features;

/**
 * A user's features at the end of a window in which he was active. A Flink POJO; nobody changes one
 * after it was emitted.
 */
public class UserFeatures {
  public String user;

  /** End of the window (exclusive), epoch milliseconds. */
  public long windowEnd;

  /** One value a declared feature, transformed, in the order of the declarations; finite. */
  public double[] values;

  /**
   * Events in the window's newest slice: summed over everything emitted, each event counts once.
   */
  public long newEvents;

  public UserFeatures() {}

  public UserFeatures(String user, long windowEnd, double[] values, long newEvents) {
    this.user = user;
    this.windowEnd = windowEnd;
    this.values = values;
    this.newEvents = newEvents;
  }
}
