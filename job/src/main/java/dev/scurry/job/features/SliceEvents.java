package dev.scurry.job.features;

/**
 * Events of one user and slice that one source task has gathered, added up. A Flink POJO; nobody
 * changes one after it was emitted.
 */
public class SliceEvents {
  public String user;

  /** End of the slice (exclusive), epoch milliseconds. */
  public long sliceEnd;

  /** An encoded {@link SliceAccumulator}. */
  public byte[] slice;

  /** Where each of the events came from: {@link Origins}. */
  public byte[] origins;

  public SliceEvents() {}

  SliceEvents(String user, long sliceEnd, byte[] slice, byte[] origins) {
    this.user = user;
    this.sliceEnd = sliceEnd;
    this.slice = slice;
    this.origins = origins;
  }
}
