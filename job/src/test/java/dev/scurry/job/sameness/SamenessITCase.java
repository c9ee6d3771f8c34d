package dev.scurry.job.sameness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.generator.GeneratorConfig;
import dev.scurry.generator.KafkaPublisher;
import dev.scurry.generator.PersonaStream;
import dev.scurry.schema.Channel;
import dev.scurry.schema.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One log on real servers, read again and again: at any parallelism, in either state backend,
 * stopped and rescaled, with servers killed, every run leaves the same as the first.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SamenessITCase {
  private static final int EVENTS = 40_000;

  /** One of them stays empty. */
  private static final int PARTITIONS = 5;

  private static final Map<String, String> SETTINGS =
      Map.of("features.window.slide", "6 h", "training.k", "4");

  /**
   * Of the run with kills; {@code -Dscurry.kills=10 -Dscurry.seed=2} asks for others. What came of
   * it is in {@code target/kills.txt}.
   */
  private static final int KILLS = Integer.getInteger("scurry.kills", 3);

  private static final long SEED = Long.getLong("scurry.seed", 1);

  /** Restarts soon again, and reads in small bites, so that some record is always on its way. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "flink.restart-strategy.exponential-delay.max-backoff",
          "2 s",
          "kafka.max.partition.fetch.bytes",
          "4096");

  /** A source task that got only partitions which had been read to their end has nothing to do. */
  private static final List<String> BEHIND_THE_SOURCE =
      List.of("features -> ", "training-shards", "assignment", "sink: Writer");

  @TempDir static Path folder;

  private static RealServers servers;
  private static Outputs undisturbed;
  private static long bytes;

  @BeforeAll
  static void start() throws Exception {
    servers = new RealServers(folder);
    servers.kafka().createTopic("activity", PARTITIONS);
    GeneratorConfig crowd =
        GeneratorConfig.builder()
            .events(EVENTS)
            .days(4)
            .partitions(PARTITIONS - 1)
            .lateShare(0.02)
            .malformedShare(0.01)
            .seed(7)
            .build();
    try (KafkaPublisher publisher =
        KafkaPublisher.open(
            servers.kafka().bootstrapServers(),
            "activity",
            Map.of("compression.type", "none", "batch.size", "4096"))) {
      publisher.publish(PersonaStream.of(crowd), 0, progress -> {});
    }
    bytes =
        Outputs.records(servers.kafka().bootstrapServers(), "activity").stream()
            .mapToLong(String::length)
            .sum();
    undisturbed = run("plain", 1, Map.of());
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void undisturbed_hasSomethingToCompare() {
    for (Channel channel : List.of(Channel.MODELS, Channel.TALLIES, Channel.LATE)) {
      assertThat(undisturbed.of(channel)).as(channel.topic()).hasSizeGreaterThan(15);
    }
    assertThat(undisturbed.of(Channel.ASSIGNMENTS)).hasSizeGreaterThan(10_000);
    assertThat(undisturbed.of(Channel.SEGMENT_CHANGES)).hasSizeGreaterThan(1_000);
    assertThat(undisturbed.of(Channel.DEAD_LETTER)).hasSize(EVENTS / 100);
    assertThat(undisturbed.days()).hasSizeGreaterThan(3);
    assertBalanced(undisturbed);
  }

  @ParameterizedTest
  @CsvSource({"2, rocksdb", "4, heap"})
  void parallelism_changesNothing(int parallelism, String backend) throws Exception {
    Outputs outputs = run("p" + parallelism, parallelism, Map.of("state.backend", backend));

    assertSame(outputs);
  }

  @Test
  void stopWithSavepoint_andRestartAtAnotherParallelism_changeNothing() throws Exception {
    Throttle.set(servers.kafka(), bytes / 60);
    JobID before = servers.submit(Start.bounded("moved", 2, settings(Map.of())));
    FlinkRest.await("some windows", () -> tallies("moved") > 4);
    String savepoint = servers.stop(before);
    int closed = tallies("moved");
    Throttle.release(servers.kafka());
    JobID after =
        servers.submit(
            Start.bounded("moved", 4, settings(Map.of("state.backend", "rocksdb")))
                .from(savepoint));
    servers.rest().awaitFinished(after);

    assertThat(closed).isLessThan(undisturbed.of(Channel.TALLIES).size());
    assertSame(servers.outputs("moved"));
    assertEveryTaskWorked(after, 4, BEHIND_THE_SOURCE);
  }

  @Test
  void kills_changeNothing(TestReporter reporter) throws Exception {
    Throttle.set(servers.kafka(), Killer.pace(bytes, KILLS));
    JobID job = servers.submit(Start.bounded("killed", Killer.PARALLELISM, settings(IMPATIENT)));
    List<Kill> kills = new Killer(servers, job, "killed", EVENTS, bytes, SEED).kill(KILLS);
    Throttle.release(servers.kafka());
    servers.rest().awaitFinished(job);
    report(reporter, kills, servers.rest().restarts(job));

    assertKills(kills);
    assertThat(servers.rest().restarts(job))
        .isGreaterThanOrEqualTo(count(kills, Kill.Victim.TASK_MANAGER));
    assertSame(servers.outputs("killed"));
    assertEveryTaskWorked(job, Killer.PARALLELISM, BEHIND_THE_SOURCE);
  }

  private static void assertKills(List<Kill> kills) {
    assertThat(kills).hasSize(KILLS).allMatch(Kill::interrupted);
    for (int i = 1; i < KILLS; i++) {
      assertThat(kills.get(i).isPast(kills.get(i - 1))).as(kills.toString()).isTrue();
    }
    for (Kill.Victim victim : Kill.Victim.values()) {
      assertThat(count(kills, victim)).as(victim.name()).isGreaterThanOrEqualTo(KILLS / 3);
    }
  }

  private static long count(List<Kill> kills, Kill.Victim victim) {
    return kills.stream().filter(kill -> kill.victim() == victim).count();
  }

  /** What is late is late by the log, whatever was lost since. */
  @Test
  void taskManagerKilledBetweenTwoWindows_whatWasLateStaysLate() throws Exception {
    try (LiveLog log = new LiveLog(servers.kafka(), "live", 2)) {
      log.send(0, "ann", "00:10:00");
      log.send(1, "bob", "00:20:00");
      log.send(0, "ann", "06:30:00");
      log.send(1, "bob", "06:40:00");
      JobID job =
          servers.submit(
              Start.live(
                  "live",
                  2,
                  settings(Map.of("source.topic", "live", "source.idle-timeout", "0 s"))));
      FlinkRest.await("the first window", () -> hasTally("live", "T06:00:00Z"));
      servers.replaceTaskManager(0);
      servers.replaceTaskManager(1);
      log.send(0, "ann", "00:30:00");
      log.send(1, "bob", "05:59:59");
      log.send(0, "ann", "06:20:00");
      log.send(0, "eve", "12:30:00");
      log.send(1, "eve", "12:30:00");
      FlinkRest.await("the next window", () -> hasTally("live", "T12:00:00Z"));
      servers.flink().client().cancel(job).get(1, TimeUnit.MINUTES);

      assertThat(Outputs.records(servers.kafka().bootstrapServers(), "live-late"))
          .hasSize(2)
          .anyMatch(late -> late.contains("00:30:00"))
          .anyMatch(late -> late.contains("05:59:59"));
      Outputs outputs = servers.outputs("live");
      Tally last = outputs.tallies().get(outputs.tallies().size() - 1);
      assertThat(last.in()).isEqualTo(9);
      assertThat(last.accepted()).isEqualTo(7);
      assertThat(last.lateTotal()).isEqualTo(2);
      assertThat(last.eventsInFeatures()).isEqualTo(5);
    }
  }

  private static void report(TestReporter reporter, List<Kill> kills, long restarts)
      throws IOException {
    String report =
        "seed %d, %d kills, %d restarts%n%s".formatted(SEED, KILLS, restarts, Kill.table(kills));
    reporter.publishEntry("kills", report);
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("kills.txt"), report);
  }

  private static int tallies(String name) {
    return tallyRecords(name).size();
  }

  private static boolean hasTally(String name, String windowEnd) {
    return tallyRecords(name).stream().anyMatch(record -> record.contains(windowEnd));
  }

  private static List<String> tallyRecords(String name) {
    return Outputs.records(
        servers.kafka().bootstrapServers(), name + "-" + Channel.TALLIES.topic());
  }

  private static Outputs run(String name, int parallelism, Map<String, String> more)
      throws Exception {
    JobID job = servers.submit(Start.bounded(name, parallelism, settings(more)));
    servers.rest().awaitFinished(job);
    assertThat(servers.rest().restarts(job)).isZero();
    assertThat(servers.rest().failedCheckpoints(job))
        .noneMatch(why -> why.contains("UnionListState"));
    assertEveryTaskWorked(job, parallelism);
    return servers.outputs(name);
  }

  private static Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    return settings;
  }

  private static void assertEveryTaskWorked(JobID job, int parallelism) throws Exception {
    assertEveryTaskWorked(job, parallelism, List.of("source-kafka"));
    assertEveryTaskWorked(job, parallelism, BEHIND_THE_SOURCE);
  }

  private static void assertEveryTaskWorked(JobID job, int parallelism, List<String> stages)
      throws Exception {
    Map<String, long[]> records = servers.rest().recordsBySubtask(job);
    for (String stage : stages) {
      assertThat(records)
          .as(stage)
          .anySatisfy(
              (vertex, each) -> {
                assertThat(vertex).contains(stage);
                assertThat(each).hasSize(parallelism);
                assertThat(Arrays.stream(each).allMatch(count -> count > 0)).isTrue();
              });
    }
  }

  private static void assertSame(Outputs outputs) {
    for (String topic : undisturbed.topics().keySet()) {
      assertThat(outputs.topics().get(topic)).as(topic).isEqualTo(undisturbed.topics().get(topic));
    }
    assertThat(outputs.days()).isEqualTo(undisturbed.days());
    assertBalanced(outputs);
  }

  private static void assertBalanced(Outputs outputs) {
    for (Tally tally : outputs.tallies()) {
      assertThat(tally.accepted() + tally.lateTotal() + tally.deadTotal()).isEqualTo(tally.in());
    }
    Tally last = outputs.tallies().get(outputs.tallies().size() - 1);
    assertThat(last.in()).isEqualTo(EVENTS);
    assertThat(last.lateTotal()).isEqualTo(outputs.of(Channel.LATE).size());
    assertThat(last.deadTotal()).isEqualTo(outputs.of(Channel.DEAD_LETTER).size());
    assertThat(last.eventsInFeatures()).isEqualTo(last.accepted());
  }
}
