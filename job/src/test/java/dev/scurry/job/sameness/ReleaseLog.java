package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.embedded.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The log that the committed savepoint has read half of. Its records, partitions and offsets never
 * change, or the savepoint would be of another log.
 */
final class ReleaseLog {
  /** The first ones take the windows to noon of the second day. */
  static final int FIRST = 962;

  static final int RECORDS = 1800;

  private static final int PARTITIONS = 2;
  private static final int USERS = 24;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(144);
  private static final int LATE_EVERY = 97;
  private static final int DEAD_EVERY = 101;

  /** Half of them hold at noon of the second day, the others wait. */
  static final List<String> COMMANDS =
      List.of(
          command("set-half-life", "\"half_life\":\"150 points\"", "2026-03-01T20:00:00Z"),
          command("set-k", "\"k\":\"auto\"", "2026-03-01T20:00:00Z"),
          command("forget", "\"user_id\":\"u7\"", "2026-03-01T20:00:00Z"),
          command("pin", "\"version\":5", "2026-03-02T02:00:00Z"),
          command("forget", "\"user_id\":\"u11\"", "2026-03-02T20:00:00Z"),
          command("set-k", "\"k\":\"2\"", "2026-03-02T20:00:00Z"),
          command("unpin", "\"why\":\"the proof is over\"", "2026-03-03T11:00:00Z"));

  private static final List<String> TYPES = List.of("view", "view", "comment", "like");

  private ReleaseLog() {}

  /** The settings of the job that reads it, with every kind of feature. */
  static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("features.window.size", "12 h");
    settings.put("features.window.slide", "3 h");
    settings.put(
        "features.definitions",
        """
        [{"name":"posts","aggregate":"distinct","field":"item","transform":"log1p"},
         {"name":"views","aggregate":"count","type":"view","transform":"log1p"},
         {"name":"comments","aggregate":"count","type":"comment"},
         {"name":"talk","aggregate":"ratio","of":["comments","views"]},
         {"name":"hours","aggregate":"active-hours"},
         {"name":"gap","aggregate":"mean-gap","transform":"log1p"},
         {"name":"when","aggregate":"hour-of-day"},
         {"name":"dwell","aggregate":"mean","field":"dwell_ms"},
         {"name":"longest","aggregate":"max","field":"dwell_ms"}]""");
    settings.put("training.k", "3");
    settings.put("training.shards", "4");
    settings.put("training.half-life", "300 points");
    settings.put("source.idle-timeout", "0 s");
    return settings;
  }

  static void createTopics(EmbeddedKafka kafka, String topic, String controlTopic) {
    kafka.createTopic(topic, PARTITIONS);
    kafka.createTopic(controlTopic, 1);
  }

  /** How many there are. A job reads only those that were sent after it had been submitted. */
  static int publishCommands(EmbeddedKafka kafka, String topic) {
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      for (String command : COMMANDS) {
        producer.send(new ProducerRecord<>(topic, command.getBytes(UTF_8)));
      }
    }
    return COMMANDS.size();
  }

  static void publish(EmbeddedKafka kafka, String topic, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      for (int i = from; i < to; i++) {
        Instant time = START.plus(STEP.multipliedBy(i));
        producer.send(
            new ProducerRecord<>(
                topic, i % PARTITIONS, time.toEpochMilli(), null, record(i, time).getBytes(UTF_8)));
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "batch.size", 512),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static String command(String name, String what, String from) {
    return "{\"command\":\"%s\",%s,\"effective_from\":\"%s\"}".formatted(name, what, from);
  }

  private static String record(int i, Instant time) {
    if (i % DEAD_EVERY == DEAD_EVERY - 1) {
      return "{\"user_id\":";
    }
    int user = (i * 31 + i / USERS) % USERS;
    boolean late = i % LATE_EVERY == LATE_EVERY - 1;
    return String.format(
        Locale.ROOT,
        "{\"user_id\":\"u%d\",\"event_type\":\"%s\",\"post_id\":\"p%d\",\"event_time\":\"%s\",\"dwell_ms\":%d}",
        user,
        TYPES.get((i + user % 3 * (i % 5)) % TYPES.size()),
        i % (7 + user % 3 * 20),
        late ? time.minus(Duration.ofHours(7)) : time,
        100 + user % 3 * 4000 + i % 50);
  }
}
