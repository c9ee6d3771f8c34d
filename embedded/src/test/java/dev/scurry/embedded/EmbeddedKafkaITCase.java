package dev.scurry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaITCase {
  private static final long TWO_YEARS_AGO =
      System.currentTimeMillis() - Duration.ofDays(730).toMillis();

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void transaction_isReadOnlyWhenCommitted() {
    kafka.createTopic("transactions", 1);
    try (KafkaProducer<String, String> producer = producer("transactions-1")) {
      producer.initTransactions();
      send(producer, "transactions", "committed");
      send(producer, "transactions", "aborted", false);
    }

    assertThat(values("transactions", "read_committed")).containsExactly("committed");
    assertThat(values("transactions", "read_uncommitted")).containsExactly("committed", "aborted");
  }

  @Test
  void restart_afterKill_keepsDataPortAndSettings() {
    kafka.createTopic("kept", 2, Map.of("cleanup.policy", "compact"));
    String before = kafka.bootstrapServers();
    try (KafkaProducer<String, String> producer = producer("kept-1")) {
      producer.initTransactions();
      send(producer, "kept", "before the kill");
      kafka.kill();
      assertThat(kafka.process().isAlive()).isFalse();
      kafka.restart();
      send(producer, "kept", "after the kill");
    }

    assertThat(kafka.bootstrapServers()).isEqualTo(before);
    assertThat(values("kept", "read_committed"))
        .containsExactlyInAnyOrder("before the kill", "after the kill");
  }

  @Test
  void createTopic_keepsEventsOfAnyAge() throws Exception {
    kafka.createTopic("old", 1);
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "old");
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
      assertThat(config.get("retention.ms").value()).isEqualTo("-1");
      assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
    }
  }

  @Test
  void createTopic_refusesOneThatExists() {
    kafka.createTopic("once", 1);

    assertThatThrownBy(() -> kafka.createTopic("once", 1))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("once")
        .hasRootCauseMessage("Topic 'once' already exists.");
  }

  @Test
  void start_overAnEarlierFolder_findsItsTopics(@TempDir Path folder) {
    long pid;
    try (EmbeddedKafka first = EmbeddedKafka.start(folder)) {
      first.createTopic("left", 3);
      pid = first.process().pid();
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();

    try (EmbeddedKafka second = EmbeddedKafka.start(folder)) {
      assertThatThrownBy(() -> second.createTopic("left", 3)).hasMessageContaining("left");
      assertThat(second.log()).content().contains("kafka ready");
    }
  }

  @Test
  void start_overWhatIsNoFolder_saysWhatTheServerSaid(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("data"), "in the way");

    assertThatThrownBy(() -> EmbeddedKafka.start(folder))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("kafka server did not start")
        .hasMessageContaining("FileAlreadyExistsException");
  }

  @Test
  void close_removesTemporaryData() {
    EmbeddedKafka other = EmbeddedKafka.start();
    Path log = other.log();
    assertThat(log).exists();

    other.close();

    assertThat(log.getParent()).doesNotExist();
    assertThat(other.process().isAlive()).isFalse();
  }

  private static void send(KafkaProducer<String, String> producer, String topic, String value) {
    send(producer, topic, value, true);
  }

  private static void send(
      KafkaProducer<String, String> producer, String topic, String value, boolean commit) {
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(topic, null, TWO_YEARS_AGO, value, value));
    producer.flush();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private static KafkaProducer<String, String> producer(String transactionalId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static List<String> values(String topic, String isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readToEnd(consumer, partitions);
    }
  }

  private static List<String> readToEnd(
      KafkaConsumer<String, String> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<String> values = new ArrayList<>();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
        values.add(record.value());
      }
    }
    return values;
  }
}
