package dev.scurry.job.daily;

import java.io.Serializable;

/** One object of the day's features. A Flink POJO. */
public class DayPart implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Place among the day's parts, sorted by name, from 0. */
  public int place;

  /** Below the root. */
  public String path;

  public long bytes;

  public DayPart() {}

  public DayPart(int place, String path, long bytes) {
    this.place = place;
    this.path = path;
    this.bytes = bytes;
  }
}
