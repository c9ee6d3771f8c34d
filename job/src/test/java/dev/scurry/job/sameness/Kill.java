package dev.scurry.job.sameness;

import java.util.List;

/**
 * What was killed, and where the run was then. Offsets are summed over the partitions.
 *
 * @param checkpoint the last one that was completed before
 * @param checkpointed offsets that the source had read at a checkpoint that was completed
 * @param read offsets that it had read when the blow fell
 * @param end of the log
 * @param restarts of the job before
 */
record Kill(
    int number,
    Victim victim,
    long checkpoint,
    long checkpointed,
    long read,
    long end,
    long restarts) {

  private static final String ROW = "%4s  %-12s  %10s  %12s  %6s  %6s  %8s%n";

  /** A server of some kind. */
  enum Victim {
    TASK_MANAGER,
    BROKER,
    STORAGE
  }

  /** Whether records were on their way, behind those that a completed checkpoint holds. */
  boolean interrupted() {
    return checkpoint > 0 && checkpointed > 0 && checkpointed < read && checkpointed < end;
  }

  /** Whether a checkpoint was completed of records that the kill before had not seen read. */
  boolean isPast(Kill before) {
    return checkpoint > before.checkpoint && checkpointed > before.read;
  }

  static String table(List<Kill> kills) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(ROW, "kill", "what", "checkpoint", "offsets from", "to", "of", "restarts"));
    for (Kill kill : kills) {
      table.append(
          String.format(
              ROW,
              kill.number,
              kill.victim,
              kill.checkpoint,
              kill.checkpointed,
              kill.read,
              kill.end,
              kill.restarts));
    }
    return table.toString();
  }
}
