package dev.scurry.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.generator.ActivityRecord.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPublisherITCase {

  private static EmbeddedKafka kafka;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void publish_sendsStreamInOrderOfEachPartition() {
    GeneratorConfig config = GeneratorConfig.builder().events(20_000).seed(7).build();
    try (KafkaPublisher publisher = open("personas")) {
      assertThat(publisher.createTopic(4)).isEqualTo(4);
      Published published = publisher.publish(PersonaStream.of(config), 0, p -> {});

      assertThat(published.records()).isEqualTo(20_000);
      assertThat(published.complete()).isTrue();
    }
    List<ActivityRecord> expected = new ArrayList<>();
    PersonaStream.of(config).forEachRemaining(expected::add);
    expected.sort(Comparator.comparing(ActivityRecord::partition));
    List<ConsumerRecord<byte[], byte[]>> read = readAll("personas");

    assertThat(read).hasSameSizeAs(expected);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).value()).isEqualTo(expected.get(i).value());
      assertThat(new String(read.get(i).key(), UTF_8)).isEqualTo(expected.get(i).key());
      assertThat(read.get(i).partition()).isEqualTo(expected.get(i).partition());
      assertThat(read.get(i).timestamp()).isEqualTo(expected.get(i).timestamp());
    }
  }

  @Test
  void createTopic_letsEventsKeepTheirDates() throws Exception {
    try (KafkaPublisher publisher = open("dated")) {
      publisher.createTopic(1);
    }
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "dated");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);

      assertThat(config.get("retention.ms"))
          .returns("-1", ConfigEntry::value)
          .returns(ConfigSource.DYNAMIC_TOPIC_CONFIG, ConfigEntry::source);
      assertThat(config.get("message.timestamp.after.max.ms"))
          .returns(Long.toString(Long.MAX_VALUE), ConfigEntry::value)
          .returns(ConfigSource.DYNAMIC_TOPIC_CONFIG, ConfigEntry::source);
    }
  }

  @Test
  void createTopic_leavesTopicThatExists() {
    kafka.createTopic("there", 3);
    try (KafkaPublisher publisher = open("there")) {
      assertThat(publisher.createTopic(5)).isEqualTo(3);
    }
  }

  @Test
  void publish_failsWhenTheBrokerDies() {
    kafka.createTopic("dying", 4);
    try (KafkaPublisher publisher =
        KafkaPublisher.open(kafka.bootstrapServers(), "dying", Duration.ofSeconds(5))) {
      PersonaStream endless = PersonaStream.of(GeneratorConfig.builder().build());

      assertThatThrownBy(() -> publisher.publish(endless, 1000, p -> kafka.kill()))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("Kafka at " + kafka.bootstrapServers())
          .hasMessageContaining("records sent");
    } finally {
      kafka.restart();
    }
  }

  @Test
  void publish_replaysRealFileInItsOrder() throws IOException {
    Path file = FileReplayTest.copyOfRealFile(folder);
    try (KafkaPublisher publisher = open("replay");
        FileReplay replay = FileReplay.open(file, FileReplayTest.COMMITS)) {
      publisher.createTopic(1);
      assertThat(publisher.publish(replay, 0, p -> {}).records()).isEqualTo(18_857);
    }
    List<ActivityRecord> expected = new ArrayList<>();
    try (FileReplay replay = FileReplay.open(file, FileReplayTest.COMMITS)) {
      replay.forEachRemaining(expected::add);
    }
    List<ConsumerRecord<byte[], byte[]>> read = readAll("replay");

    assertThat(read).hasSameSizeAs(expected);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).value()).isEqualTo(expected.get(i).value());
      assertThat(new String(read.get(i).key(), UTF_8)).isEqualTo(expected.get(i).key());
    }
  }

  @Test
  void publish_keepsUserOfFileInOnePartitionAndSendsRowsThatAreNoEvents() throws IOException {
    Path file = folder.resolve("a.jsonl");
    Files.writeString(
        file, "{\"user_id\":\"a\"}\nugly\n{\"user_id\":\"b\"}\n{\"user_id\":\"a\"}\n");
    try (KafkaPublisher publisher = open("users");
        FileReplay replay = FileReplay.open(file, FieldMapping.CANONICAL)) {
      publisher.createTopic(3);
      publisher.publish(replay, 0, p -> {});
    }
    List<ConsumerRecord<byte[], byte[]>> read = readAll("users");

    assertThat(read).hasSize(4);
    assertThat(read.stream().filter(r -> r.key() == null).map(r -> new String(r.value(), UTF_8)))
        .containsExactly("ugly");
    assertThat(read.stream().filter(r -> r.key() != null))
        .allMatch(r -> r.partition() == Partitions.of(new String(r.key(), UTF_8), 3));
  }

  @Test
  void publish_sendsWhatCameBeforeTheCutOfAFile() throws IOException {
    byte[] whole = Files.readAllBytes(FileReplayTest.copyOfRealFile(folder));
    Path file = folder.resolve("cut.csv.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    try (KafkaPublisher publisher = open("cut");
        FileReplay replay = FileReplay.open(file, FileReplayTest.COMMITS)) {
      publisher.createTopic(2);

      assertThatThrownBy(() -> publisher.publish(replay, 0, p -> {}))
          .isInstanceOf(ReplayException.class)
          .hasMessageContaining("cut off");
      assertThat(readAll("cut")).hasSize((int) replay.report().rows());
    }
  }

  @Test
  void publish_keepsRateAndReportsProgress() {
    List<Progress> reports = new ArrayList<>();
    try (KafkaPublisher publisher = open("rate")) {
      publisher.createTopic(1);
      Published published = publisher.publish(records(300), 150, reports::add);

      assertThat(published.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(1900));
    }

    assertThat(reports).hasSizeGreaterThanOrEqualTo(2);
    assertThat(reports.get(0).perSecond()).isPositive().isLessThan(300);
    Progress last = reports.get(reports.size() - 1);
    assertThat(last.sent()).isEqualTo(300);
    assertThat(last.acknowledged()).isEqualTo(300);
    assertThat(last.targetRate()).isEqualTo(150);
  }

  @Test
  void publish_endsWhenInterruptedWithEverythingSent() {
    Published published;
    try (KafkaPublisher publisher = open("interrupted")) {
      publisher.createTopic(4);
      PersonaStream endless = PersonaStream.of(GeneratorConfig.builder().build());
      published = publisher.publish(endless, 2000, p -> Thread.currentThread().interrupt());
    }

    assertThat(Thread.interrupted()).isTrue();
    assertThat(published.complete()).isFalse();
    assertThat(published.records()).isPositive();
    assertThat(readAll("interrupted")).hasSize((int) published.records());
  }

  @Test
  void publish_refusesTopicOfTooFewPartitions() {
    kafka.createTopic("narrow", 2);
    try (KafkaPublisher publisher = open("narrow")) {
      PersonaStream stream = PersonaStream.of(GeneratorConfig.builder().events(1000).build());

      assertThatThrownBy(() -> publisher.publish(stream, 0, p -> {}))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("topic narrow has 2 partitions");
    }
  }

  @Test
  void publish_failsWithoutTopic() {
    try (KafkaPublisher publisher = open("nowhere")) {
      assertThatThrownBy(() -> publisher.publish(records(1), 0, p -> {}))
          .isInstanceOf(PublishException.class)
          .hasMessage("there is no topic nowhere at " + kafka.bootstrapServers());
    }
  }

  @Test
  void publish_failsClearlyWhereTheBrokerRefusesARecord() {
    kafka.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
    byte[] large = new byte[5000];
    new Random(1).nextBytes(large);
    try (KafkaPublisher publisher = open("small")) {
      Iterator<ActivityRecord> one =
          List.of(new ActivityRecord("u", large, null, null, Kind.NORMAL)).iterator();

      assertThatThrownBy(() -> publisher.publish(one, 0, p -> {}))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining(kafka.bootstrapServers())
          .hasMessageEndingWith("(1 records sent, 0 acknowledged)");
    }
  }

  @Test
  void createTopic_failsWhereNoBrokerAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();
      try (KafkaPublisher publisher =
          KafkaPublisher.open(address, "activity", Duration.ofSeconds(3))) {
        assertThatThrownBy(() -> publisher.createTopic(1))
            .isInstanceOf(PublishException.class)
            .hasMessage("no Kafka broker answers at " + address + " within 3 s");
        assertThatThrownBy(publisher::partitions)
            .hasMessage("no Kafka broker answers at " + address + " within 3 s");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void open_refusesAddressThatIsNone() {
    assertThatThrownBy(() -> KafkaPublisher.open("nonsense", "activity", Map.of()))
        .isInstanceOf(PublishException.class)
        .hasMessageStartingWith("Kafka at nonsense: ");
  }

  private static KafkaPublisher open(String topic) {
    return KafkaPublisher.open(kafka.bootstrapServers(), topic, Map.of());
  }

  private static Iterator<ActivityRecord> records(int count) {
    return Collections.nCopies(
            count, new ActivityRecord("u", "{}".getBytes(UTF_8), null, null, Kind.NORMAL))
        .iterator();
  }

  /** Everything in the topic, by partition and offset. */
  private static List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    records.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
    return records;
  }
}
