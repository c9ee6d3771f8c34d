package dev.scurry.schema;

import java.util.Arrays;
import java.util.List;

/**
 * The streams of records that the job gives out; each is a Kafka topic, or a file where there is no
 * Kafka.
 */
public enum Channel {
  ASSIGNMENTS("assignments", true),
  SEGMENT_CHANGES("segment-changes", false),
  MODELS("models", true),
  DEAD_LETTER("dead-letter", false),
  LATE("late", false),
  TALLIES("tallies", false),
  AUDIT("audit", false);

  private final String topic;
  private final boolean compacted;

  Channel(String topic, boolean compacted) {
    this.topic = topic;
    this.compacted = compacted;
  }

  /** The topic's name before any prefix, and the stem of the file's name. */
  public String topic() {
    return topic;
  }

  /** Whether only the last record of a key matters, so that the topic is best compacted. */
  public boolean compacted() {
    return compacted;
  }

  public static List<Channel> all() {
    return Arrays.asList(values());
  }
}
