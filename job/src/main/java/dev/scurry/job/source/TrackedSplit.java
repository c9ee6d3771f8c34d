package dev.scurry.job.source;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** A partition as a checkpoint keeps it: how far it was read, and its progress by then. */
final class TrackedSplit extends KafkaPartitionSplit {
  private final byte[] progress;

  TrackedSplit(KafkaPartitionSplit split, byte[] progress) {
    super(
        split.getTopicPartition(),
        split.getStartingOffset(),
        split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
    this.progress = progress;
  }

  /** A {@linkplain PartitionProgress#encode progress}. */
  byte[] progress() {
    return progress;
  }
}
