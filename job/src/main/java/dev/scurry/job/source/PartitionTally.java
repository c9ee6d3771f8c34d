package dev.scurry.job.source;

/**
 * Where the records of one partition went, from its beginning up to and with the event that carried
 * its bound to a slice end. A Flink POJO.
 */
public class PartitionTally {
  /** Topic and number of the partition; all files together are one. */
  public String partition;

  /** The slice end, or {@link Long#MAX_VALUE} at the end of bounded input. */
  public long reached;

  public long in;
  public long accepted;
  public long late;

  /** Words of the {@link dev.scurry.schema.DeadLetterReason}s that there were. */
  public String[] deadReasons;

  /** How many dead letters of each. */
  public long[] dead;

  public PartitionTally() {}
}
