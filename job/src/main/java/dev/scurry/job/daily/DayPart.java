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

  /** Bytes that it may inflate to. */
  public long mostText = Long.MAX_VALUE;

  /** As the store told it; null where it has none. */
  public String etag;

  public DayPart() {}

  public DayPart(int place, String path, long bytes) {
    this(place, path, bytes, null);
  }

  public DayPart(int place, String path, long bytes, String etag) {
    this.place = place;
    this.path = path;
    this.bytes = bytes;
    this.etag = etag;
  }
}
