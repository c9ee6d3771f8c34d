package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live job on a real broker is steered, and its audit is given to two other runs. */
class ControlITCase {

  private static final HourlyEvents EVENTS = new HourlyEvents(40);
  private static final int PARTITIONS = 2;
  private static final int LOOKS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private EmbeddedKafka kafka;
  private KafkaProducer<byte[], byte[]> producer;
  private int hours;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    kafka.createTopic("activity", PARTITIONS);
    List.of("control", "live-audit", "live-models").forEach(topic -> kafka.createTopic(topic, 1));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close(Duration.ZERO);
    kafka.close();
  }

  @Test
  void liveJob_followsCommands_andItsAuditRepeatsThem() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try {
      Future<CommandRun> job = worker.submit(() -> stream("live-", 2, List.of()));
      feedUntil("live-models", 3);
      control("pin", "1", "--why", "to see it serve", "--who", "ada");
      control("set-k", "2");
      feedUntil("live-audit", 2);
      feed(2);
      control("rollback", "9");
      control("unpin");
      control("freeze");
      feedUntil("live-audit", 5);
      producer.send(new ProducerRecord<>("control", "{oops".getBytes(UTF_8))).get();
      control("set-half-life", "2 h");
      control("unfreeze");
      feedUntil("live-audit", 8);
      feed(2);
      control("rollback");
      feedUntil("live-audit", 9);
      feed(2);
      job.cancel(true);
    } finally {
      worker.shutdownNow();
      assertThat(worker.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(outcomes())
        .containsExactly(
            "1 pin accepted",
            "2 set-k accepted",
            "3 rollback refused",
            "4 unpin accepted",
            "5 freeze accepted",
            "6 null refused",
            "7 set-half-life accepted",
            "8 unfreeze accepted",
            "9 rollback accepted");
    assertThat(audit("live-").get(0).command().who()).isEqualTo("ada");
    assertThat(audit("live-").get(0).command().why()).isEqualTo("to see it serve");
    assertRepeated();
  }

  /** What the live job wrote is the beginning of what the others wrote. */
  private void assertRepeated() {
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      CommandRun run =
          stream(
              "again-" + parallelism + "-",
              parallelism,
              List.of("--stop-at-end", "-D", "control.replay=live-audit"));
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    for (String topic : List.of("audit", "models", "assignments", "segment-changes")) {
      List<String> once = lines("again-1-" + topic);
      assertThat(lines("again-2-" + topic)).as(topic).isEqualTo(once);
      assertThat(once).as(topic).containsAll(lines("live-" + topic));
    }
    assertThat(lines("again-1-audit")).isEqualTo(lines("live-audit"));
  }

  private CommandRun stream(String prefix, int parallelism, List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "stream",
                "--parallelism",
                Integer.toString(parallelism),
                "-D",
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "-D",
                "sink.topic-prefix=" + prefix,
                "-D",
                "sink.transactional-id-prefix=" + prefix,
                "-D",
                "checkpoint.interval=300 ms",
                "-D",
                "training.versions-kept=1000"));
    arguments.addAll(HourlyEvents.SETTINGS);
    arguments.addAll(more);
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void control(String... arguments) {
    List<String> all = new ArrayList<>(List.of("control"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  /** Sends the next hours; a user's events go to one partition, and each hour to both. */
  private void feed(int more) {
    for (int last = hours + more; hours < last; hours++) {
      for (String event : EVENTS.ofHour(hours)) {
        int user = Integer.parseInt(event.replaceAll(".*\"u(\\d+)\".*", "$1"));
        producer.send(
            new ProducerRecord<>("activity", user % PARTITIONS, null, event.getBytes(UTF_8)));
      }
    }
    producer.flush();
  }

  /** Hours go by until a topic holds so many records. */
  private void feedUntil(String topic, int count) {
    long start = System.nanoTime();
    while (!holds(topic, count)) {
      assertThat(System.nanoTime() - start)
          .as("waiting for " + topic)
          .isLessThan(PATIENCE.toNanos());
      feed(1);
    }
  }

  private boolean holds(String topic, int count) {
    for (int look = 0; look < LOOKS; look++) {
      if (records(topic).size() >= count) {
        return true;
      }
    }
    return false;
  }

  private List<String> outcomes() {
    return audit("live-").stream()
        .map(
            record ->
                record.sequence()
                    + " "
                    + (record.command() == null ? null : record.command().command())
                    + " "
                    + record.outcome())
        .toList();
  }

  private List<AuditRecord> audit(String prefix) {
    return records(prefix + "audit").stream()
        .map(json -> WireFormat.decode(json, AuditRecord.class))
        .toList();
  }

  private List<String> lines(String topic) {
    return records(topic).stream().map(json -> new String(json, UTF_8)).sorted().toList();
  }

  private List<byte[]> records(String topic) {
    List<byte[]> records = new ArrayList<>();
    new TopicReader(Map.of("bootstrap.servers", kafka.bootstrapServers()))
        .read(topic, records::add);
    return records;
  }
}
