package dev.scurry.job.features;

/**
 * A user's features at the end of a window in which he was active, or that he was forgotten at that
 * window's end: then whoever keeps something of the user drops what is of this window or an earlier
 * one, and nobody learns from it. A Flink POJO; nobody changes one after it was emitted.
 */
public class UserFeatures {
  public String user;

  /** End of the window (exclusive), epoch milliseconds. */
  public long windowEnd;

  /**
   * One value a declared feature, transformed, in the order of the declarations; finite. Null: the
   * user was forgotten.
   */
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

  /** Says that a user was forgotten at a window's end. */
  public static UserFeatures forgotten(String user, long windowEnd) {
    return new UserFeatures(user, windowEnd, null, 0);
  }

  public boolean isForgotten() {
    return values == null;
  }
}
