package dev.scurry.job.sink;

import dev.scurry.schema.Channel;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns a record of the job into one of Kafka: the channel gives the topic, the rest is bytes. */
final class TopicRecords implements KafkaRecordSerializationSchema<OutputRecord> {
  private static final long serialVersionUID = 1L;

  private final String topicPrefix;
  private transient Map<String, String> topics;

  TopicRecords(String topicPrefix) {
    this.topicPrefix = topicPrefix;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputRecord record, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic(record.channel), record.key, record.value);
  }

  private String topic(String channel) {
    if (topics == null) {
      topics =
          Arrays.stream(Channel.values())
              .collect(Collectors.toMap(Channel::name, c -> topicPrefix + c.topic()));
    }
    String topic = topics.get(channel);
    if (topic == null) {
      throw new IllegalArgumentException("no output has the name " + channel);
    }
    return topic;
  }
}
