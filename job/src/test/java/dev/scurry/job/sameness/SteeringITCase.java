package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.schema.Assignment;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Live jobs on real servers over the {@link ReleaseLog}: steered while they lose their
 * TaskManagers, stopped, and started again under other settings.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteeringITCase {

  /** The last windows that close in a first part of the log and in all of it. */
  private static final String NOON = "2026-03-02T12:00:00Z";

  private static final String LAST = "2026-03-03T21:00:00Z";
  private static final List<Channel> OF_WINDOWS =
      List.of(Channel.TALLIES, Channel.MODELS, Channel.ASSIGNMENTS);

  @TempDir static Path folder;

  private static RealServers servers;

  @BeforeAll
  static void start() {
    servers = new RealServers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /**
   * Commands that were given before all TaskManagers are lost hold after it; a run that is given
   * the audit, on the heap and undisturbed, leaves the same; and goes on from there with commands
   * of its own.
   */
  @Test
  void taskManagersLost_onRocksDb_commandsAndForgetsHold_andTheAuditRepeatsThem() throws Exception {
    ReleaseLog.createTopics(servers.kafka(), "steered", "steered-control");
    Start start =
        Start.live("steered", 2, settings("steered", "steered-control"))
            .with("state.backend", "rocksdb");
    JobID job = servers.submit(start);
    FlinkRest.await("the job to run", () -> servers.rest().completedCheckpoints(job) > 0);
    awaitRead(
        "steered-control",
        "steered-control",
        ReleaseLog.publishCommands(servers.kafka(), "steered-control"));
    ReleaseLog.publish(servers.kafka(), "steered", 0, ReleaseLog.FIRST);
    awaitWindow("steered", NOON);
    awaitRead("steered", "steered", ReleaseLog.FIRST);
    servers.replaceTaskManager(0);
    servers.replaceTaskManager(1);
    ReleaseLog.publish(servers.kafka(), "steered", ReleaseLog.FIRST, ReleaseLog.RECORDS);
    awaitWindow("steered", LAST);
    assertThat(servers.rest().restarts(job)).isPositive();
    servers.stop(job);

    assertThat(audit("steered"))
        .extracting(audit -> audit.command().command() + " " + audit.outcome())
        .containsExactlyInAnyOrder(
            "set-half-life accepted",
            "set-k accepted",
            "forget accepted",
            "pin accepted",
            "forget accepted",
            "set-k accepted",
            "unpin accepted");
    assertRepeated();
  }

  private static void assertRepeated() throws Exception {
    Start start =
        Start.live("repeated", 1, settings("steered", "steered-control"))
            .with("control.replay", "steered-audit");
    JobID job = servers.submit(start);
    awaitWindow("repeated", LAST);
    String savepoint = servers.stop(job);

    Outputs once = servers.outputs("steered");
    Outputs again = servers.outputs("repeated");
    for (String topic : once.topics().keySet()) {
      assertThat(again.topics().get(topic).stream().map(SteeringITCase::renamed))
          .as(topic)
          .containsExactlyElementsOf(once.topics().get(topic));
    }
    assertThat(once.days()).hasSize(2);
    assertThat(again.days()).isEqualTo(once.days());
    assertSteeredFrom(savepoint);
  }

  /** An audit names topics of the run that it is of. */
  private static String renamed(String record) {
    return record.replace("topic repeated-", "topic steered-");
  }

  /** What has read the audit to its end leaves no state; what reads a control topic does. */
  private static void assertSteeredFrom(String savepoint) throws Exception {
    Start live = Start.live("repeated", 2, settings("steered", "steered-control")).from(savepoint);
    JobID job = servers.submit(live);
    FlinkRest.await("the job to run", () -> servers.rest().completedCheckpoints(job) > 0);
    send("steered-control", "{\"command\":\"pin\",\"version\":20}");
    awaitRead("repeated-control", "steered-control", ReleaseLog.COMMANDS.size() + 1);
    ReleaseLog.publish(servers.kafka(), "steered", ReleaseLog.RECORDS, ReleaseLog.RECORDS + 100);
    FlinkRest.await("the command", () -> audit("repeated").size() > ReleaseLog.COMMANDS.size());
    Start repeating = live.with("control.replay", "steered-audit").from(servers.stop(job));

    assertThat(audit("repeated"))
        .filteredOn(audit -> audit.window().equals("2026-03-04T00:00:00Z"))
        .extracting(audit -> audit.command().command() + " " + audit.outcome())
        .containsExactly("pin accepted");
    assertThatThrownBy(() -> awaitRefusal(servers.submit(repeating)))
        .hasMessageContaining("allowNonRestoredState");
  }

  @Test
  void otherK_isRefused_andWithResetTrainingGoesOn() throws Exception {
    ReleaseLog.createTopics(servers.kafka(), "reset", "reset-control");
    Start start = Start.live("reset", 2, settings("reset", "reset-control"));
    JobID before = servers.submit(start);
    ReleaseLog.publish(servers.kafka(), "reset", 0, ReleaseLog.FIRST);
    awaitWindow("reset", NOON);
    Start other = start.with("training.k", "5").from(servers.stop(before));
    List<ClusterModel> learned = models("reset");

    assertThatThrownBy(() -> awaitRefusal(servers.submit(other)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the restored state was trained with k 3, not 5")
        .hasMessageContaining("training.reset");

    JobID after = servers.submit(other.with("--reset-training"));
    ReleaseLog.publish(servers.kafka(), "reset", ReleaseLog.FIRST, ReleaseLog.RECORDS);
    awaitWindow("reset", LAST);
    servers.stop(after);

    List<ClusterModel> all = models("reset");
    assertThat(all).hasSizeGreaterThan(learned.size() + 5);
    List<ClusterModel> relearned = all.subList(learned.size(), all.size());
    long used =
        learned.stream().flatMapToLong(m -> Arrays.stream(m.clusterIds())).max().orElseThrow();
    assertThat(relearned)
        .allMatch(model -> model.k() == 5)
        .allMatch(model -> Arrays.stream(model.clusterIds()).allMatch(id -> id > used));
    assertThat(relearned.get(0).version()).isEqualTo(learned.get(learned.size() - 1).version() + 1);
    assertEveryWindowAssigned("reset");
  }

  @Test
  void warmStart_assignsFromTheFirstWindowOn() throws Exception {
    ReleaseLog.createTopics(servers.kafka(), "lesson", "lesson-control");
    ReleaseLog.publish(servers.kafka(), "lesson", 0, ReleaseLog.FIRST);
    Start taught = Start.bounded("taught", 2, settings("lesson", "lesson-control"));
    servers.rest().awaitFinished(servers.submit(taught));
    ClusterModel last = models("taught").get(models("taught").size() - 1);
    Start warm =
        Start.bounded("warm", 2, settings("lesson", "lesson-control"))
            .with("training.warm-start", RealServers.root("taught") + "/models/scurry");
    servers.rest().awaitFinished(servers.submit(warm));

    List<Assignment> first = firstWindow("warm");
    assertThat(first).hasSizeGreaterThan(5);
    assertThat(first).allMatch(assignment -> assignment.modelVersion() == last.version());
    assertThat(first)
        .allMatch(assignment -> assignment.trainedThrough().equals(last.trainedThrough()));
    assertThat(models("warm").get(0).version()).isEqualTo(last.version() + 1);
    assertThat(firstWindow("taught")).allMatch(assignment -> assignment.modelVersion() == 1);
    assertEveryWindowAssigned("warm");
  }

  private static Map<String, String> settings(String topic, String control) {
    Map<String, String> settings = new HashMap<>(ReleaseLog.settings());
    settings.put("source.topic", topic);
    settings.put("control.topic", control);
    return settings;
  }

  private static void awaitRead(String group, String topic, long records) throws Exception {
    FlinkRest.await(
        records + " records of " + topic + " by " + group,
        () ->
            Progress.sum(Progress.committed(servers.kafka().bootstrapServers(), group, topic))
                >= records);
  }

  /** Until all that tells of a window is there. */
  private static void awaitWindow(String name, String windowEnd) throws Exception {
    for (Channel channel : OF_WINDOWS) {
      FlinkRest.await(
          channel + " of " + windowEnd,
          () -> records(name, channel).stream().anyMatch(record -> record.contains(windowEnd)));
    }
  }

  /** Fails with the reason, as a job does that can't begin. */
  private static void awaitRefusal(JobID job) throws Exception {
    servers.rest().awaitFinished(job);
  }

  private static void send(String topic, String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, text.getBytes(UTF_8))).get();
    }
  }

  private static List<Assignment> firstWindow(String name) {
    List<Assignment> all = values(name, Channel.ASSIGNMENTS, Assignment.class);
    String first = all.stream().map(Assignment::windowEnd).min(String::compareTo).orElseThrow();
    return all.stream().filter(assignment -> assignment.windowEnd().equals(first)).toList();
  }

  /** As many windows with assignments as with models: every window with features has both. */
  private static void assertEveryWindowAssigned(String name) {
    assertThat(
            values(name, Channel.ASSIGNMENTS, Assignment.class).stream()
                .map(Assignment::windowEnd)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            models(name).stream().map(ClusterModel::trainedThrough).toList());
  }

  private static List<ClusterModel> models(String name) {
    return values(name, Channel.MODELS, ClusterModel.class);
  }

  private static List<AuditRecord> audit(String name) {
    return values(name, Channel.AUDIT, AuditRecord.class);
  }

  private static <T> List<T> values(String name, Channel channel, Class<T> type) {
    return records(name, channel).stream()
        .map(record -> record.substring(record.indexOf('\t') + 1))
        .filter(value -> !value.equals("null"))
        .map(value -> WireFormat.decode(value.getBytes(UTF_8), type))
        .toList();
  }

  private static List<String> records(String name, Channel channel) {
    return Outputs.records(servers.kafka().bootstrapServers(), name + "-" + channel.topic());
  }
}
