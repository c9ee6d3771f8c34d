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

  /** Their keys in UTF-8, one behind the other. */
  public byte[] keys;

  /** Where each key ends. */
  public int[] keyEnds;

  /** keyEnds.length x dimensions, row-major, in the metric of the distance. */
  public double[] coordinates;

  public UserBlock() {}
}
