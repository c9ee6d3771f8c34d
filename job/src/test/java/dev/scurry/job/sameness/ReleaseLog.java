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
  static final String TOPIC = "activity";

  private static final int PARTITIONS = 2;
  private static final int RECORDS = 1800;
  private static final int USERS = 24;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(144);
  private static final int LATE_EVERY = 97;
  private static final int DEAD_EVERY = 101;
  private static final List<String> TYPES = List.of("view", "view", "comment", "like");

  private ReleaseLog() {}

  /** The settings of the job that reads it, with every kind of feature. */
  static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("source.topic", TOPIC);
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
    settings.put("checkpoint.interval", "200 ms");
    return settings;
  }

  static void publish(EmbeddedKafka kafka) {
    kafka.createTopic(TOPIC, PARTITIONS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "batch.size", 512),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        Instant time = START.plus(STEP.multipliedBy(i));
        producer.send(
            new ProducerRecord<>(
                TOPIC, i % PARTITIONS, time.toEpochMilli(), null, record(i, time).getBytes(UTF_8)));
      }
    }
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
