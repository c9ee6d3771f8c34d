package dev.scurry.generator;

/**
 * One record for the topic of activity.
 *
 * @param key the user, or null where there is none
 * @param value UTF-8; not copied, so nobody may change it
 * @param timestamp epoch milliseconds, or null for the time of sending
 * @param partition where it must go, or null to let the producer choose by the key
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ActivityRecord(
    String key, byte[] value, Long timestamp, Integer partition, Kind kind) {

  /** What the job should make of it. */
  public enum Kind {
    /** An event in time. */
    NORMAL,
    /** An event whose slice of time is surely closed. */
    LATE,
    /** An event that was sent before, with the same id; it counts like any other. */
    DUPLICATE,
    /** No event: a dead letter. */
    MALFORMED
  }
}
