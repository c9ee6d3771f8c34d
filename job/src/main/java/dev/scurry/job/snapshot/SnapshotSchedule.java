package dev.scurry.job.snapshot;

/**
 * Which models are snapshotted: the first that has learned through a window end in a new interval
 * of event time.
 *
 * @param intervalMs length of the intervals, aligned to the epoch; 0 makes every model due
 */
record SnapshotSchedule(long intervalMs) implements java.io.Serializable {

  /** Before any model. */
  static final long NONE = Long.MIN_VALUE;

  /** The interval that a window end lies in. */
  long intervalOf(long trainedThrough) {
    return intervalMs == 0 ? trainedThrough : Math.floorDiv(trainedThrough, intervalMs);
  }

  /** Whether a model is due after the last snapshot, whose interval is given. */
  boolean due(long trainedThrough, long lastInterval) {
    return intervalMs == 0 || intervalOf(trainedThrough) > lastInterval;
  }
}
