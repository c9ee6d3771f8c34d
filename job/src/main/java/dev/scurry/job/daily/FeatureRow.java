package dev.scurry.job.daily;

/** A row of the day's features, or what was in its place. A Flink POJO. */
public class FeatureRow {
  /** Of the part it is from. */
  public int place;

  /** From 1. */
  public long line;

  /** As it stands in the part; null where the row is used. */
  public String text;

  /** Word of the problem; null where the row is used. */
  public String problem;

  /** Null where the row is not used. */
  public String user;

  /** Epoch milliseconds. */
  public long windowEnd;

  /** One a feature, finite; null where the row is not used. */
  public double[] values;

  public FeatureRow() {}

  boolean isUsed() {
    return problem == null;
  }

  FeatureRow reject(RowProblem why) {
    problem = why.word();
    values = null;
    return this;
  }
}
