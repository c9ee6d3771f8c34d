package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.control.ControlStage;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.FileInput;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.job.source.SourceStage;
import dev.scurry.schema.LateEvent;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KafkaFeaturesITCase {
  private static final long HOUR = 3_600_000;
  private static final long START = 1_700_000_000_000L;

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  private static EmbeddedKafka kafka;
  private static KafkaProducer<byte[], byte[]> producer;

  private final Queue<Future<?>> sent = new ArrayDeque<>();

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    kafka.close();
  }

  @Test
  void stopAtEnd_givesTheSameAsAFile_whereNothingIsLate() throws Exception {
    Settings settings = settings("same", "1 h");
    kafka.createTopic("same", 4);
    List<Sample> sorted = Sample.random(1, 30, 3000, START, 80 * HOUR);
    List<Sample> samples = Sample.shuffled(sorted, 3, HOUR);
    Random random = new Random(4);
    samples.forEach(sample -> send("same", unevenPartition(random), sample));
    flush();
    StringBuilder lines = new StringBuilder();
    samples.forEach(sample -> lines.append(sample.json()).append('\n'));
    FileInput file = file(lines.toString());

    FeatureRun fromFile = FeatureRun.of(settings, file, 1);
    FeatureRun fromKafka = FeatureRun.of(settings, new KafkaInput(true), 3);

    FeatureStageITCase.assertSame(
        fromFile.rows, NaiveFeatures.of(samples, settings.features().window()));
    assertThat(fromKafka.rejected).isEmpty();
    assertThat(fromKafka.rows.keySet()).isEqualTo(fromFile.rows.keySet());
    fromKafka.rows.forEach(
        (key, row) -> assertThat(row.values()).isEqualTo(fromFile.rows.get(key).values()));
    assertThat(fromKafka.last).isEqualTo(fromFile.last);
    assertThat(fromKafka.last.accepted()).isEqualTo(samples.size());
  }

  @Test
  void lateness_isOfEachPartitionAlone_atAnyParallelism() throws Exception {
    Settings settings = settings("late", "10 min");
    kafka.createTopic("late", 3);
    List<Sample> samples = Sample.shuffled(Sample.random(2, 25, 4000, START, 90 * HOUR), 5, HOUR);
    List<List<Sample>> partitions =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Random random = new Random(6);
    for (Sample sample : samples) {
      int partition = random.nextInt(10) == 0 ? 1 : 2 * random.nextInt(2);
      partitions.get(partition).add(sample);
      send("late", partition, sample);
    }
    sendRaw("late", 1, null);
    sendRaw(
        "late",
        0,
        "{\"user_id\":\"u\",\"event_time\":" + (System.currentTimeMillis() + 2 * HOUR) + "}");
    flush();
    List<Sample> inTime = new ArrayList<>();
    partitions.forEach(p -> inTime.addAll(FeatureStageITCase.inTime(p, settings)));

    FeatureRun one = FeatureRun.of(settings, new KafkaInput(true), 1);
    FeatureRun three = FeatureRun.of(settings, new KafkaInput(true), 3);

    FeatureStageITCase.assertSame(one.rows, NaiveFeatures.of(inTime, settings.features().window()));
    assertThat(three.fingerprint()).isEqualTo(one.fingerprint());
    long late = samples.size() - inTime.size();
    assertThat(late).isGreaterThan(50);
    assertThat(one.last)
        .isEqualTo(
            new Tally(
                null,
                samples.size() + 2,
                inTime.size(),
                Map.of("late", late),
                Map.of("undecodable", 1L, "ahead-of-clock", 1L),
                inTime.size(),
                0,
                25,
                1));
  }

  @Test
  void live_idlePartition_holdsNothingBack_andFindsItsSlicesClosed() throws Exception {
    Settings settings = settings("live", "0 s", Map.of("source.idle-timeout", "1 s"));
    kafka.createTopic("live", 2);
    send("live", 0, sample("a", 0));
    send("live", 1, sample("b", 0));
    send("live", 0, sample("a", 20 * HOUR));
    flush();
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    FeatureStreams out =
        FeatureStage.attach(
            SourceStage.attach(env, settings, new KafkaInput(false), 2),
            ControlStage.attach(env, settings, ControlInput.none()).forgets(),
            settings);
    CloseableIterator<UserFeatures> features = out.features().collectAsync();
    CloseableIterator<OutputRecord> late = out.late().collectAsync();
    CloseableIterator<OutputRecord> tallies = out.tallies().collectAsync();
    JobClient job = env.executeAsync();

    // Whether partition 1 idles before or after its first event, the window must close.
    for (int closed = 0; closed < 6; ) {
      closed += features.next().user.equals("a") ? 1 : 0;
    }
    send("live", 1, sample("b", HOUR));
    flush();
    LateEvent idle = lateEvent(late.next());
    while (idle.offset() == 0) {
      idle = lateEvent(late.next());
    }

    assertThat(idle.reason()).isEqualTo("idle");
    assertThat(idle.topic()).isEqualTo("live");
    assertThat(idle.partition()).isEqualTo(1);
    assertThat(idle.offset()).isEqualTo(1);
    assertThat(idle.original()).isNotEmpty();
    send("live", 1, sample("b", 30 * HOUR));
    send("live", 0, sample("a", 30 * HOUR));
    flush();
    Tally tally = tally(tallies.next());
    while (!tally.windowEnd().equals(end(30 * HOUR, settings))) {
      tally = tally(tallies.next());
    }
    assertThat(tally.late().get("idle")).isBetween(1L, 2L);
    assertThat(tally.accepted() + tally.lateTotal()).isEqualTo(tally.in()).isGreaterThan(4);
    job.cancel().get();
  }

  /** The slice end that an event's time has reached. */
  private static String end(long after, Settings settings) {
    long slide = settings.features().window().slideMs();
    return Instant.ofEpochMilli((START + after) / slide * slide).toString();
  }

  private static LateEvent lateEvent(OutputRecord late) {
    return WireFormat.decode(late.value, LateEvent.class);
  }

  private static Tally tally(OutputRecord tally) {
    return WireFormat.decode(tally.value, Tally.class);
  }

  private static Sample sample(String user, long after) {
    return new Sample(user, "view", START + after, null, null);
  }

  /** Partition 3 stays empty, 1 has few. */
  private static int unevenPartition(Random random) {
    return random.nextInt(20) == 0 ? 1 : 2 * random.nextInt(2);
  }

  private static Settings settings(String topic, String outOfOrderness) {
    return settings(topic, outOfOrderness, Map.of());
  }

  private static Settings settings(String topic, String outOfOrderness, Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    all.put("source.topic", topic);
    all.put("source.out-of-orderness", outOfOrderness);
    all.putAll(more);
    return FeatureStageITCase.settings(all);
  }

  private FileInput file(String lines) throws IOException {
    return new FileInput(List.of(Files.writeString(folder.resolve("a.jsonl"), lines).toString()));
  }

  private void send(String topic, int partition, Sample sample) {
    sendRaw(topic, partition, sample.json());
  }

  private void sendRaw(String topic, int partition, String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    sent.add(producer.send(new ProducerRecord<>(topic, partition, null, bytes)));
  }

  /** Everything is in the topic, or the test says what went wrong. */
  private void flush() throws Exception {
    producer.flush();
    for (Future<?> next = sent.poll(); next != null; next = sent.poll()) {
      next.get();
    }
  }
}
