package dev.scurry.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.BrokerCheck;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A live job on real servers, of users whose ids nobody but its input may hold. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrivacyITCase {
  private static final String RAW = "raw-user-";
  private static final int USERS = 20;
  private static final int HOURS = 30;
  private static final Instant START = Instant.parse("2026-01-01T00:10:00Z");
  private static final String MANIFEST = "features/day=2026-01-01/_manifest.json";

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static EmbeddedKafka kafka;
  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("activity", 1);
    s3 = EmbeddedS3.start();
    s3.createBucket("private");
    FileSystem.initialize(Configuration.fromMap(s3.flinkProperties()), null);
  }

  @AfterAll
  static void stop() {
    FileSystem.initialize(new Configuration(), null);
    s3.close();
    kafka.close();
  }

  @Test
  void pseudonymise_noOutputSnapshotOrCheckpointHoldsAnId() throws Exception {
    Settings settings = settings();
    assertThat(BrokerCheck.run(settings, Duration.ofSeconds(20)).problems()).isEmpty();
    send();

    JobClient job = submit(settings);
    awaitADay();
    job.cancel().get();
    assertThat(job.getJobExecutionResult()).failsWithin(Duration.ofSeconds(60));

    Map<String, byte[]> stored = stored();
    Map<String, byte[]> outputs = outputs();
    assertThat(holders(stored, RAW)).isEmpty();
    assertThat(holders(outputs, RAW)).isEmpty();
    assertThat(holders(Map.of("activity", topic("activity")), RAW)).containsExactly("activity");
    String pseudonym = Pseudonyms.of(settings).of(RAW + 7);
    assertThat(holders(stored, pseudonym))
        .anyMatch(path -> path.startsWith("features/day=2026-01-01/"))
        .anyMatch(path -> path.startsWith("checkpoints/"));
    assertThat(holders(outputs, pseudonym)).contains("assignments", "late", "segment-changes");
    assertThat(new String(outputs.get("dead-letter"), UTF_8))
        .contains("\"sha256\":")
        .doesNotContain("\"bytes\":");
    assertThat(new String(outputs.get("late"), UTF_8)).doesNotContain("\"original\":");
  }

  private static Settings settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("privacy.pseudonymise", "true");
    settings.put("privacy.key", "a key that is known to this test alone");
    settings.put("features.window.size", "2 h");
    settings.put("features.window.slide", "1 h");
    settings.put("training.k", "2");
    settings.put("training.shards", "2");
    settings.put("snapshot.root", "s3://private");
    settings.put("checkpoint.dir", "s3://private/checkpoints");
    settings.put("checkpoint.interval", "500 ms");
    return TestSettings.of(settings);
  }

  /** Every hour of more than a day, then one event that is late and one that is none. */
  private static void send() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int hour = 0; hour < HOURS; hour++) {
        for (int user = 0; user < USERS; user++) {
          producer.send(record(event(user, START.plus(Duration.ofHours(hour)))));
        }
      }
      producer.send(record(event(7, START)));
      producer.send(record(event(7, START).replace('}', ' ')));
    }
  }

  private static ProducerRecord<String, String> record(String value) {
    return new ProducerRecord<>("activity", value);
  }

  private static String event(int user, Instant time) {
    return "{\"user_id\":\"%s%d\",\"event_type\":\"view\",\"post_id\":\"p%d\",\"event_time\":\"%s\"}"
        .formatted(RAW, user, user, time);
  }

  private static JobClient submit(Settings settings) throws Exception {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    env.configure(RuntimeConfiguration.streaming(settings));
    StreamingClusteringJob.build(
        env,
        settings,
        new KafkaInput(false),
        1,
        records -> KafkaOutput.attach(records, settings),
        false);
    return env.executeAsync();
  }

  /** Until the day's features are published: then checkpoints and outputs are there too. */
  private static void awaitADay() {
    try (KafkaConsumer<byte[], byte[]> waiting = consumer()) {
      waiting.subscribe(List.of(Channel.ASSIGNMENTS.topic()));
      while (!Files.exists(s3.bucketFolder("private").resolve(MANIFEST))) {
        waiting.poll(Duration.ofMillis(200));
      }
    }
  }

  private static Map<String, byte[]> outputs() {
    Map<String, byte[]> outputs = new TreeMap<>();
    for (Channel channel : Channel.all()) {
      outputs.put(channel.topic(), topic(channel.topic()));
    }
    return outputs;
  }

  /** Keys and values of all records, committed or not. */
  private static byte[] topic(String name) {
    StringBuilder text = new StringBuilder();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          text.append(text(record.key())).append(' ').append(text(record.value())).append('\n');
        }
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "privacy"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  /** Every object of the bucket by its path, unpacked where it is gzip. */
  private static Map<String, byte[]> stored() throws IOException {
    Path bucket = s3.bucketFolder("private");
    Map<String, byte[]> stored = new TreeMap<>();
    for (Path file : RegularFiles.below(bucket)) {
      Optional<byte[]> bytes = WholeFile.read(file.toUri().toString());
      if (bytes.isPresent()) { // else it belonged to a checkpoint that has just been dropped
        boolean packed = file.toString().endsWith(".gz");
        stored.put(
            bucket.relativize(file).toString(), packed ? unpacked(bytes.get()) : bytes.get());
      }
    }
    return stored;
  }

  private static byte[] unpacked(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  /** Names of what holds a text, as it is or in base64. */
  private static List<String> holders(Map<String, byte[]> named, String text) {
    List<String> forms = new ArrayList<>(List.of(text));
    for (int shift = 0; shift < 3; shift++) {
      byte[] padded = (" ".repeat(shift) + text).getBytes(UTF_8);
      int whole = padded.length / 3 * 3;
      String base64 = Base64.getEncoder().encodeToString(Arrays.copyOf(padded, whole));
      forms.add(base64.substring(shift == 0 ? 0 : 4));
    }
    return named.entrySet().stream()
        .filter(entry -> forms.stream().anyMatch(text(entry.getValue())::contains))
        .map(Map.Entry::getKey)
        .toList();
  }
}
