package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the audit from where it is now on. */
final class AuditWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MS = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;

  private AuditWatch(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Stands at the end of the audit topic.
   *
   * @throws CommandFailedException if there is none
   */
  static AuditWatch open(Settings settings) {
    String topic = settings.sink().topicPrefix() + Channel.AUDIT.topic();
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            properties(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position); // the ends of now, not of the first poll
      return new AuditWatch(consumer);
    } catch (KafkaException e) {
      consumer.close(Duration.ZERO);
      throw new CommandFailedException("topic '" + topic + "' can't be read: " + e.getMessage());
    }
  }

  private static Map<String, Object> properties(Settings settings) {
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return properties;
  }

  /** The record of a command; empty if it does not come in time. */
  Optional<AuditRecord> await(String id, Duration patience) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < patience.toNanos()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        AuditRecord audit = WireFormat.decode(record.value(), AuditRecord.class);
        if (audit.command() != null && id.equals(audit.command().id())) {
          return Optional.of(audit);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }
}
