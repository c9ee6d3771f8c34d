package dev.scurry.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A real Kafka broker (KRaft, its own controller) in a child process, on two free ports of
 * 127.0.0.1. Topics are made by {@link #createTopic} only; nothing is ever deleted for its age. Not
 * for use by several threads at once.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final ServerDirectory directory;
  private final int port = FreePorts.next();
  private final int controllerPort = FreePorts.next();
  private final RestartableServer server;

  private EmbeddedKafka(ServerDirectory directory) {
    this.directory = directory;
    this.server = new RestartableServer(directory, command());
  }

  /** A new broker whose data goes when it is closed. */
  public static EmbeddedKafka start() {
    return new EmbeddedKafka(ServerDirectory.temporary("kafka"));
  }

  /**
   * A broker over a folder of its own, new or left by an earlier one; {@code server.log} is in it.
   */
  public static EmbeddedKafka start(Path directory) {
    return new EmbeddedKafka(ServerDirectory.of(directory));
  }

  /** {@code 127.0.0.1:PORT}, the same for the life of this object. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Whatever the broker says goes here. */
  public Path log() {
    return directory.log();
  }

  /**
   * Makes a topic and waits until all its partitions can be written.
   *
   * @param config topic settings, such as {@code cleanup.policy}
   * @throws EmbeddedServerException when the broker refuses, as it does when the topic exists
   */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new EmbeddedServerException("Topic " + name + " was not made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while topic " + name + " was made", e);
    }
    awaitLeaders(name, partitions);
  }

  /** A topic with the broker's settings. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** SIGKILL: the broker has no time to write or to say goodbye. */
  public void kill() {
    server.kill();
  }

  /**
   * Starts the broker again, on the same port and the same data; kills it first if it still runs.
   */
  public void restart() {
    server.restart();
  }

  /** Stops the broker; removes its data if they were temporary. */
  @Override
  public void close() {
    server.close();
  }

  ServerProcess process() {
    return server.process();
  }

  private ServerCommand command() {
    return new ServerCommand(
        "kafka",
        List.of("-Xmx512m", "-XX:+UseSerialGC"),
        "dev.scurry.embedded.kafka.KafkaServer",
        List.of(
            directory.data().toString(), Integer.toString(port), Integer.toString(controllerPort)),
        "kafka ready",
        Map.of(),
        directory.log());
  }

  /**
   * The answer to a creation is the controller's; the broker takes over one partition after the
   * other, a little later. A batch that is refused in between, while the next one is taken, is
   * never taken after it (KAFKA-15591). Only a leader tells the end of its partition.
   */
  private void awaitLeaders(String topic, int partitions) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.endOffsets(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
    }
  }
}
