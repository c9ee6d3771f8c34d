package dev.scurry.job.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaOutputITCase {
  private static final int RECORDS = 400;
  private static final int PER_CHECKPOINT = 40;

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("activity", 2);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void attach_writesEachRecordOnceAndModelsInOrderThroughAFailure() {
    Settings settings =
        TestSettings.of(
            Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "sink.topic-prefix", "once-",
                "sink.transactional-id-prefix", "once"));
    assertThat(BrokerCheck.run(settings, Duration.ofSeconds(20)).problems()).isEmpty();

    runJob(settings);

    assertThat(FAILED).isTrue();
    List<String> all = IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList();
    List<String> allAndTombstone = new ArrayList<>(all);
    allAndTombstone.add(null);
    assertThat(values("once-assignments")).containsExactlyInAnyOrderElementsOf(allAndTombstone);
    assertThat(values("once-models")).isEqualTo(all);
  }

  private static void runJob(Settings settings) {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    Configuration restart = new Configuration();
    restart.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    env.configure(restart);
    DataStream<OutputRecord> assignments =
        numbers(env, Channel.ASSIGNMENTS).map(KafkaOutputITCase::failOnce).setParallelism(2);
    DataStream<OutputRecord> models = numbers(env, Channel.MODELS);
    DataStream<OutputRecord> tombstone =
        env.fromData(OutputRecord.tombstone(Channel.ASSIGNMENTS, "gone"));
    KafkaOutput.attach(OutputStreams.union(assignments, models, tombstone), settings);
    try {
      env.execute();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static DataStream<OutputRecord> numbers(StreamExecutionEnvironment env, Channel channel) {
    DataGeneratorSource<OutputRecord> source =
        new DataGeneratorSource<>(
            index ->
                new OutputRecord(
                    channel.name(), new byte[] {1}, Long.toString(index).getBytes(UTF_8)),
            RECORDS,
            RateLimiterStrategy.perCheckpoint(PER_CHECKPOINT),
            TypeInformation.of(OutputRecord.class));
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), channel.topic())
        .setParallelism(1);
  }

  private static OutputRecord failOnce(OutputRecord record) {
    if (new String(record.value, UTF_8).equals("210") && FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("as the test wants");
    }
    return record;
  }

  private static List<String> values(String topic) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
