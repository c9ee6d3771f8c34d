package dev.scurry.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed assignments as they come, in a thread of its own. */
final class CommittedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Arrivals arrivals;
  private final Thread thread = new Thread(this::run, "committed-reader");
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile long lastWindow = Long.MAX_VALUE;
  private volatile boolean open = true;

  private CommittedReader(String bootstrapServers, String topic, Arrivals arrivals) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                10),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.arrivals = arrivals;
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  static CommittedReader start(String bootstrapServers, String topic, Arrivals arrivals) {
    CommittedReader reader = new CommittedReader(bootstrapServers, topic, arrivals);
    reader.thread.start();
    return reader;
  }

  private void run() {
    while (open) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        arrivals.add(record.value());
        if (Arrivals.windowEnd(record.value()) >= lastWindow) {
          done.countDown();
        }
      }
    }
    consumer.close();
  }

  /** Returns when the first assignments of a window were read. */
  void awaitWindow(long windowEnd, Duration patience) throws InterruptedException {
    lastWindow = windowEnd;
    if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("window " + windowEnd + " did not come");
    }
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    thread.join();
  }
}
