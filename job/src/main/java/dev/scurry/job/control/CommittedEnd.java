package dev.scurry.job.control;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The end that a reader of committed records sees. Kafka's own {@code latest} lies behind what a
 * dead job left in an open transaction, and waiting for that takes until the transaction expires.
 */
final class CommittedEnd implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final Properties properties;

  /**
   * @param properties of a consumer that reads committed records
   */
  CommittedEnd(Properties properties) {
    this.properties = properties;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
