package dev.scurry.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events at a steady rate, in event time that runs several times as fast as the clock, and when
 * each window's end was passed in Kafka.
 */
final class PacedActivity implements AutoCloseable {
  static final int PARTITIONS = 2;
  static final long SLIDE_MS = 60_000;

  private static final long OUT_OF_ORDERNESS_MS = 60_000;
  private static final long START_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int EVENTS_PER_USER_AND_SLIDE = 4;
  private static final double NANOS = 1e9;
  private static final String[] TYPES = {"view", "view", "view", "comment", "like"};

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int users;
  private final int speed;

  /** By window end: when the last partition's bound was over it in the broker. */
  private final Map<Long, Long> passed = new ConcurrentHashMap<>();

  private long lastWindow;

  PacedActivity(String bootstrapServers, String topic, int users, int speed) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.users = users;
    this.speed = speed;
  }

  long eventsPerSecond() {
    return users * (long) EVENTS_PER_USER_AND_SLIDE * speed / (SLIDE_MS / 1000);
  }

  long firstWindow() {
    return START_MS + SLIDE_MS;
  }

  /** The last window end that was passed. */
  long lastWindow() {
    return lastWindow;
  }

  /** When a window's end was passed, in {@link System#nanoTime}; null: it was not. */
  Long passedAt(long windowEnd) {
    return passed.get(windowEnd);
  }

  /** Produces until the bound has passed so many windows; returns once all is acknowledged. */
  void produce(int windows) {
    Random random = new Random(1);
    lastWindow = START_MS + windows * SLIDE_MS;
    long[] reached = new long[PARTITIONS];
    long start = System.nanoTime();
    for (long sent = 0; reached[PARTITIONS - 1] < lastWindow; sent++) {
      long due = start + (long) (sent * NANOS / eventsPerSecond());
      LockSupport.parkNanos(due - System.nanoTime());
      int partition = (int) (sent % PARTITIONS);
      long time = START_MS + (long) (sent * 1000.0 * speed / eventsPerSecond());
      long bound = Math.floorDiv(time - OUT_OF_ORDERNESS_MS, SLIDE_MS) * SLIDE_MS;
      send(partition, event(random, sent, time), bound > reached[partition] ? bound : 0);
      reached[partition] = bound;
    }
    producer.flush();
  }

  private void send(int partition, byte[] event, long windowEnd) {
    producer.send(
        new ProducerRecord<>(topic, partition, null, event),
        (metadata, failure) -> {
          if (windowEnd > 0 && failure == null) {
            passed.merge(windowEnd, System.nanoTime(), Math::max);
          }
        });
  }

  private byte[] event(Random random, long number, long time) {
    int user = random.nextInt(users);
    String type = TYPES[(user + random.nextInt(2)) % TYPES.length];
    String json =
        "{\"event_id\":\"%d\",\"user_id\":\"u%d\",\"event_type\":\"%s\",\"post_id\":\"p%d\",\"event_time\":%d}";
    return String.format(json, number, user, type, random.nextInt(1000), time)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
