package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.embedded.EmbeddedKafka;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that a test writes to, event by event, on one day. */
final class LiveLog implements AutoCloseable {
  private static final String DAY = "2026-01-01T";

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  LiveLog(EmbeddedKafka kafka, String topic, int partitions) {
    this.topic = topic;
    kafka.createTopic(topic, partitions);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns when the broker has it. */
  void send(int partition, String user, String time) throws Exception {
    String json =
        "{\"user_id\":\"%s\",\"event_type\":\"view\",\"post_id\":\"p\",\"event_time\":\"%s%sZ\"}"
            .formatted(user, DAY, time);
    long timestamp = Instant.parse(DAY + time + "Z").toEpochMilli();
    producer
        .send(new ProducerRecord<>(topic, partition, timestamp, null, json.getBytes(UTF_8)))
        .get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
