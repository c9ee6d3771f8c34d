package dev.scurry.job.daily;

/** Some users of neighbouring ranks, on their way to the comparison. A Flink POJO. */
public class UserBlock {
  /** Users of one block; the last block has what is left. */
  static final int USERS = 1024;

  /** Users of the day. */
  public int points;

  public int dimensions;

  /** Rank of the first user here. */
  public int firstRank;

  public String[] keys;

  /** keys.length x dimensions, row-major, in the metric of the distance. */
  public double[] coordinates;

  public UserBlock() {}
}
