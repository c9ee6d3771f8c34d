package dev.scurry.generator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks for a topic, and makes it. */
final class TopicAdmin {

  /**
   * Events keep their own dates, so nothing may be deleted for its age, and a simulated clock may
   * run ahead of the broker's.
   */
  private static final Map<String, String> ANY_AGE =
      Map.of(
          "retention.ms",
          "-1",
          "message.timestamp.type",
          "CreateTime",
          "message.timestamp.after.max.ms",
          Long.toString(Long.MAX_VALUE),
          "message.timestamp.before.max.ms",
          Long.toString(Long.MAX_VALUE));

  private final Map<String, Object> settings;
  private final String broker;
  private final String topic;
  private final Duration timeout;

  TopicAdmin(Map<String, Object> settings, String broker, String topic, Duration timeout) {
    this.settings = settings;
    this.broker = broker;
    this.topic = topic;
    this.timeout = timeout;
  }

  /** How many partitions the topic has; empty: it does not exist. */
  Optional<Integer> partitions() {
    try {
      return Optional.of(
          ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
              .get(topic)
              .partitions()
              .size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failed(e.getCause());
    }
  }

  /**
   * Makes the topic unless it exists, and waits until all its partitions can be written: a first
   * batch that is refused, while the next one is taken, is never taken after it (KAFKA-15591).
   */
  void create(int partitions) {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(ANY_AGE);
    try {
      ask(admin -> admin.createTopics(List.of(wanted)).all());
      awaitLeaders(partitions);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed(e.getCause());
      }
    }
  }

  /** Only a leader tells the end of its partition. */
  private void awaitLeaders(int partitions) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.endOffsets(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList(),
          timeout);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private <T> T ask(Function<Admin, KafkaFuture<T>> question) throws ExecutionException {
    Admin admin = connect();
    try {
      return question.apply(admin).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("interrupted while asking for topic " + topic, e);
    } finally {
      // Without a limit it waits for ever for a broker that takes connections and says nothing.
      admin.close(Duration.ZERO);
    }
  }

  private Admin connect() {
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private PublishException failed(Throwable cause) {
    boolean silent =
        cause instanceof TimeoutException
            || cause instanceof org.apache.kafka.common.errors.TimeoutException;
    return silent
        ? new PublishException(
            "no Kafka broker answers at " + broker + " within " + timeout.toSeconds() + " s", cause)
        : new PublishException(
            "topic " + topic + " at " + broker + ": " + cause.getMessage(), cause);
  }
}
