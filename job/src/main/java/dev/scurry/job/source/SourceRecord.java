package dev.scurry.job.source;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.schema.DeadLetterReason;

/**
 * A record as it was read: an event or a dead letter, with its origin. A Flink POJO that never
 * leaves the source's task.
 */
public class SourceRecord {
  /** Null: a dead letter, or the end of a partition. */
  public Event event;

  /** Name of the {@link DeadLetterReason}; null: an event, or the end of a partition. */
  public String reason;

  /** Topic, or path of the file. */
  public String topic;

  public int partition;

  /** Offset, or line number from 1. */
  public long offset;

  /**
   * The record's bytes; of a dead letter only the first where there are too many. Null where users
   * have pseudonyms.
   */
  public byte[] bytes;

  /** How many bytes the record had. */
  public long length;

  /** Of all bytes, in hex; null where {@link #bytes} are all of them, or of an event. */
  public String sha256;

  /** An event behind its own partition's bound. */
  public boolean late;

  /** Where its partition's records went by now; null: nothing to tell. */
  public PartitionTally tally;

  public SourceRecord() {}

  static SourceRecord of(Decoded decoded, byte[] bytes) {
    if (decoded.reason() != null) {
      return dead(decoded.reason(), Excerpt.of(bytes));
    }
    SourceRecord source = new SourceRecord();
    source.event = decoded.event();
    source.bytes = bytes;
    source.length = bytes.length;
    return source;
  }

  static SourceRecord dead(DeadLetterReason reason, Excerpt excerpt) {
    SourceRecord source = new SourceRecord();
    source.reason = reason.name();
    source.bytes = excerpt.bytes();
    source.length = excerpt.length();
    source.sha256 = excerpt.sha256();
    return source;
  }

  /** No record: behind a partition's last one it tells where all of them went. */
  static SourceRecord endOf(PartitionProgress progress) {
    SourceRecord source = new SourceRecord();
    source.tally = progress.tally(Long.MAX_VALUE);
    return source;
  }

  SourceRecord at(String topic, int partition, long offset) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    return this;
  }

  /** Without what names the user: his pseudonym instead of his id, and no bytes of the input. */
  SourceRecord under(Pseudonyms pseudonyms) {
    if (pseudonyms.areOn()) {
      if (event != null) {
        event.user = pseudonyms.of(event.user);
      } else if (sha256 == null) {
        sha256 = Excerpt.sha256Of(bytes);
      }
      bytes = null;
    }
    return this;
  }

  boolean isDead() {
    return event == null;
  }
}
