package dev.scurry.schema;

import java.util.Arrays;
import java.util.List;

/**
 * The streams of records that the job gives out; each is a Kafka topic, or a file where there is no
 * Kafka.
 */
public enum Channel {
  ASSIGNMENTS("assignments", true, false),
  SEGMENT_CHANGES("segment-changes", false, false),
  MODELS("models", true, true),
  DEAD_LETTER("dead-letter", false, false),
  LATE("late", false, false),
  TALLIES("tallies", false, true),
  AUDIT("audit", false, true);

  private final String topic;
  private final boolean compacted;
  private final boolean onePartition;

  Channel(String topic, boolean compacted, boolean onePartition) {
    this.topic = topic;
    this.compacted = compacted;
    this.onePartition = onePartition;
  }

  /** The topic's name before any prefix, and the stem of the file's name. */
  public String topic() {
    return topic;
  }

  /** Whether only the last record of a key matters, so that the topic is best compacted. */
  public boolean compacted() {
    return compacted;
  }

  /** Whether its records are few and their order counts, so that the topic has one partition. */
  public boolean onePartition() {
    return onePartition;
  }

  public static List<Channel> all() {
    return Arrays.asList(values());
  }
}
