package dev.scurry.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to a topic: idempotent, in order within a partition, at a steady rate or as fast as
 * it goes. For use by one thread, which may be interrupted to end a run early.
 */
public final class KafkaPublisher implements AutoCloseable {

  /** A broker that says nothing for so long is taken for dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long REPORT_NANOS = 1_000_000_000;
  private static final long LONGEST_NAP_NANOS = 100_000_000;
  private static final long SHORTEST_NAP_NANOS = 1_000_000;

  private final String broker;
  private final String topic;
  private final TopicAdmin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private KafkaPublisher(
      String broker, String topic, Map<String, String> properties, Duration patience) {
    this.broker = broker;
    this.topic = topic;
    this.admin =
        new TopicAdmin(adminSettings(broker, properties, patience), broker, topic, patience);
    try {
      this.producer =
          new KafkaProducer<>(
              producerSettings(broker, properties, patience),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    } catch (KafkaException e) {
      throw new PublishException("Kafka at " + broker + ": " + reason(e), e);
    }
  }

  /**
   * A publisher; nothing is sent yet.
   *
   * @param broker {@code host:port}, or several separated by commas
   * @param properties of the Kafka client, such as {@code security.protocol}; they win
   * @throws PublishException if an address or a property makes no sense
   */
  public static KafkaPublisher open(String broker, String topic, Map<String, String> properties) {
    return new KafkaPublisher(broker, topic, properties, PATIENCE);
  }

  static KafkaPublisher open(String broker, String topic, Duration patience) {
    return new KafkaPublisher(broker, topic, Map.of(), patience);
  }

  /**
   * Makes the topic, without limit of age, unless it exists; gives its partitions.
   *
   * @throws PublishException if no broker answers within 20 s, or it refuses
   */
  public int createTopic(int partitions) {
    admin.create(partitions);
    try {
      return producer.partitionsFor(topic).size();
    } catch (KafkaException e) {
      throw new PublishException("topic " + topic + " at " + broker + ": " + reason(e), e);
    }
  }

  /**
   * How many partitions the topic has.
   *
   * @throws PublishException if no broker answers within 20 s, or there is no such topic
   */
  public int partitions() {
    return admin
        .partitions()
        .orElseThrow(() -> new PublishException("there is no topic " + topic + " at " + broker));
  }

  /**
   * Sends all records and waits until the broker has them.
   *
   * @param rate records a second; 0: as fast as it goes
   * @param progress called about once a second, by this thread
   * @throws PublishException if the broker refuses a record or is silent for 20 s
   * @throws ReplayException as the records do; those before are sent
   */
  public Published publish(
      Iterator<ActivityRecord> records, double rate, Consumer<Progress> progress) {
    int partitions = partitions();
    Run run = new Run(new Pace(rate), progress);
    try {
      while (failure.get() == null && run.awaitDue() && records.hasNext()) {
        send(records.next(), partitions);
        run.sent++;
      }
    } catch (InterruptException e) {
      run.interrupted = true;
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    } finally {
      flush(run);
    }
    throwFailure(run);
    return run.end();
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      producer.close(PATIENCE);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void send(ActivityRecord record, int partitions) {
    if (record.partition() != null && record.partition() >= partitions) {
      throw new PublishException(
          "topic %s has %d partitions, the records are for %d or more"
              .formatted(topic, partitions, record.partition() + 1));
    }
    byte[] key = record.key() == null ? null : record.key().getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> sending =
        new ProducerRecord<>(topic, record.partition(), record.timestamp(), key, record.value());
    Future<RecordMetadata> unused = producer.send(sending, this::settle);
  }

  /** Called by the producer's own thread. */
  private void settle(RecordMetadata metadata, Exception error) {
    if (error == null) {
      acknowledged.incrementAndGet();
    } else {
      failure.compareAndSet(null, error);
    }
  }

  /** Waits for the broker, also on behalf of an interrupted thread, which stays interrupted. */
  private void flush(Run run) {
    run.interrupted |= Thread.interrupted();
    try {
      producer.flush();
    } finally {
      if (run.interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void throwFailure(Run run) {
    Exception error = failure.get();
    if (error != null) {
      throw new PublishException(
          "Kafka at %s: %s (%d records sent, %d acknowledged)"
              .formatted(broker, reason(error), run.sent, acknowledged.get()),
          error);
    }
  }

  private static String reason(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static Map<String, Object> adminSettings(
      String broker, Map<String, String> properties, Duration patience) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(patience) / 3);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
    settings.putAll(properties);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker);
    return settings;
  }

  private static Map<String, Object> producerSettings(
      String broker, Map<String, String> properties, Duration patience) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(patience));
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience) / 3);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(patience));
    settings.putAll(properties);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    return settings;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** Time and counts of one call of publish. */
  private final class Run {
    private final Pace pace;
    private final Consumer<Progress> progress;
    private final long start = System.nanoTime();
    private final long acknowledgedBefore = acknowledged.get();
    private long sent;
    private boolean interrupted;
    private long reportedAt = start;
    private long reportedSent;

    Run(Pace pace, Consumer<Progress> progress) {
      this.pace = pace;
      this.progress = progress;
    }

    /** Waits until the next record is due; false: interrupted. */
    boolean awaitDue() {
      long until = pace.untilDue(sent, reported());
      while (until >= SHORTEST_NAP_NANOS && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Math.min(until, LONGEST_NAP_NANOS));
        until = pace.untilDue(sent, reported());
      }
      interrupted = Thread.currentThread().isInterrupted();
      return !interrupted;
    }

    /** Reports if it is time to; gives the nanoseconds since the start. */
    private long reported() {
      long now = System.nanoTime();
      if (now - reportedAt >= REPORT_NANOS) {
        report(now);
      }
      return now - start;
    }

    private void report(long now) {
      double perSecond = now == reportedAt ? 0 : (sent - reportedSent) * 1e9 / (now - reportedAt);
      long overdue = Math.max(0, -pace.untilDue(sent, now - start));
      progress.accept(
          new Progress(
              sent,
              acknowledged.get() - acknowledgedBefore,
              Duration.ofNanos(now - start),
              perSecond,
              pace.rate(),
              Duration.ofNanos(pace.rate() == 0 ? 0 : overdue)));
      reportedAt = now;
      reportedSent = sent;
    }

    Published end() {
      long now = System.nanoTime();
      report(now);
      return new Published(sent, Duration.ofNanos(now - start), !interrupted);
    }
  }
}
