package dev.scurry.job.source;

import dev.scurry.job.sink.OutputRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.DeadLetter;
import dev.scurry.schema.DeadLetterReason;
import dev.scurry.schema.LateEvent;
import dev.scurry.schema.WireFormat;
import java.time.Instant;

/** The output records of what does not become part of the features. */
public final class Rejects {
  /** An event behind its own partition's bound. */
  public static final String LATE = "late";

  /** An event that found its slice closed because its partition had idled. */
  public static final String IDLE = "idle";

  private Rejects() {}

  static OutputRecord deadLetter(SourceRecord source) {
    return OutputRecord.of(
        Channel.DEAD_LETTER,
        null,
        new DeadLetter(
            DeadLetterReason.valueOf(source.reason).word(),
            source.topic,
            source.partition,
            source.offset,
            new Excerpt(source.bytes, source.length, source.sha256).base64(),
            source.length,
            source.sha256,
            WireFormat.VERSION));
  }

  static OutputRecord late(SourceRecord source, long sliceEnd) {
    return lateEvent(
        LATE,
        source.event,
        sliceEnd,
        source.topic,
        source.partition,
        source.offset,
        source.bytes == null ? Excerpt.hidden(source.length) : Excerpt.of(source.bytes));
  }

  /** An event that its features found too late, where it carries them with its bytes. */
  public static OutputRecord idle(Event event, long sliceEnd) {
    return lateEvent(
        IDLE,
        event,
        sliceEnd,
        event.topic,
        event.partition,
        event.offset,
        event.original == null ? Excerpt.hidden(event.length) : Excerpt.of(event.original));
  }

  private static OutputRecord lateEvent(
      String reason,
      Event event,
      long sliceEnd,
      String topic,
      int partition,
      long offset,
      Excerpt excerpt) {
    return OutputRecord.of(
        Channel.LATE,
        event.user,
        new LateEvent(
            reason,
            event.user,
            event.type,
            Instant.ofEpochMilli(event.time).toString(),
            Instant.ofEpochMilli(sliceEnd).toString(),
            topic,
            partition,
            offset,
            excerpt.base64(),
            excerpt.length(),
            excerpt.sha256(),
            WireFormat.VERSION));
  }
}
