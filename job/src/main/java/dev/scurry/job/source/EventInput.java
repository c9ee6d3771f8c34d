package dev.scurry.job.source;

/** Where a run's records come from. */
public sealed interface EventInput permits KafkaInput, FileInput {

  /** Whether more records may come for ever, so that a partition can fall idle. */
  boolean live();
}
