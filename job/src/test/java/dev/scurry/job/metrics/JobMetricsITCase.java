package dev.scurry.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.sink.FileOutput;
import dev.scurry.job.source.FileInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole job over a file and reads what it has shown. */
class JobMetricsITCase {

  private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();
  private static final String ROOT = "scurry.";
  private static final int USERS = 40;
  private static final int HOURS = 6;

  /** One is followed, of the others there is one for each reason, but two are no commands. */
  private static final List<String> COMMANDS =
      List.of(
          "{\"command\":\"set-k\",\"k\":\"2\"}",
          "{\"command\":\"dance\"}",
          "{oops",
          "{\"command\":\"forget\"}",
          "{\"command\":\"unfreeze\"}",
          "{\"command\":\"pin\",\"version\":99,\"effective_from\":\"2026-01-01T03:30:00Z\"}",
          "{\"command\":\"freeze\",\"effective_from\":\"2026-02-01T00:00:00Z\"}");

  /** Who acts in the first hour only. */
  private static final String GONE = "gone";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      LocalCluster.withSlots(2, REPORTER.addToConfiguration(new Configuration()));

  @TempDir static Path folder;

  /** Name below the root, without labels, to what was registered under it, by its labels. */
  private static Map<String, Map<String, Metric>> shown;

  /** Once; the cluster takes jobs of tests only. */
  @BeforeEach
  void run() throws Exception {
    if (shown != null) {
      return;
    }
    Settings settings =
        TestSettings.of(
            Map.of(
                "features.window.size", "1 h",
                "features.window.slide", "1 h",
                "training.k", "2",
                "training.shards", "2",
                "assignment.left-after-windows", "2",
                "snapshot.root", folder.resolve("snapshots").toUri().toString()));
    Path input = Files.write(folder.resolve("events.csv"), events());
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    StreamingClusteringJob.build(
        env,
        settings,
        new FileInput(List.of(input.toString())),
        new ControlInput.Lines(COMMANDS),
        1,
        records -> FileOutput.attach(records, folder.resolve("out")),
        true);
    env.execute();
    shown = shown();
  }

  @AfterAll
  static void close() {
    REPORTER.close();
  }

  @Test
  void job_registersWhatIsDeclared_andNothingElseBelowItsName() {
    assertThat(shown.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(JobMetric.values()).map(m -> m.stage() + "." + m.word()).toList());
  }

  @Test
  void counters_tellWhereEveryRecordWent() {
    assertThat(count("source.accepted")).isEqualTo(USERS * HOURS + 1);
    assertThat(count("source.late")).isEqualTo(1);
    assertThat(count("source.dead")).isEqualTo(2);
    assertThat(count("source.dead", "missing-user")).isEqualTo(1);
    assertThat(count("source.dead", "undecodable")).isEqualTo(1);
    assertThat(count("features.emitted")).isEqualTo(USERS * HOURS + 1);
    assertThat(count("training.points")).isEqualTo(USERS * HOURS + 1);
    assertThat(count("assignment.assigned")).isEqualTo(USERS * HOURS + 1);
    assertThat(count("assignment.changes", "entered")).isEqualTo(USERS + 1);
    assertThat(count("assignment.changes", "left")).isEqualTo(1);
    assertThat(count("assignment.forgotten")).isZero();
    assertThat(count("sink.records", "assignments")).isEqualTo(USERS * HOURS + 1);
    assertThat(count("sink.records", "late")).isEqualTo(1);
  }

  @Test
  void commands_areCountedByOutcome() {
    assertThat(count("control.accepted")).isEqualTo(1);
    assertThat(count("control.refused")).isEqualTo(COMMANDS.size() - 1);
    assertThat(count("control.refused", "no-command")).isEqualTo(2);
    for (String reason : List.of("bad-value", "not-now", "not-kept", "input-ended")) {
      assertThat(count("control.refused", reason)).as(reason).isEqualTo(1);
    }
  }

  @Test
  void gauges_showTheModel() {
    assertThat(value("training.modelVersion")).isEqualTo(HOURS);
    assertThat(value("training.clusters")).isEqualTo(2);
    assertThat(value("training.clusterWeight")).isPositive();
    assertThat(value("training.trainMsd")).isNotNegative();
    assertThat(value("training.stateBytes")).isPositive();
    assertThat(value("training.modelAgeMs")).isPositive();
    assertThat(value("assignment.servingVersion")).isEqualTo(2 * HOURS);
  }

  @Test
  void usersWithState_areNoneInFeaturesOnceAllWindowsAreClosed_andInSegmentsWhoHasNotLeft() {
    assertThat(value("features.usersWithState")).isZero();
    assertThat(value("assignment.usersWithState")).isEqualTo(USERS);
  }

  /** Each user but one acts once an hour; one event is late, two are none. */
  private static List<String> events() {
    List<String> lines = new ArrayList<>(List.of("user_id,event_type,event_time"));
    for (int hour = 0; hour < HOURS; hour++) {
      for (int user = 0; user < USERS; user++) {
        String type = user % 2 == 0 ? "view" : "comment";
        lines.add(String.format("u%d,%s,2026-01-01T%02d:%02d:00Z", user, type, hour, user));
      }
    }
    lines.add(1, GONE + ",view,2026-01-01T00:00:00Z");
    lines.add("u1,view,2026-01-01T00:00:00Z");
    lines.add(",view,2026-01-01T05:59:00Z");
    lines.add("u1,view,yesterday");
    return lines;
  }

  private static Map<String, Map<String, Metric>> shown() {
    Map<String, Map<String, Metric>> byName = new TreeMap<>();
    Map<MetricGroup, Map<String, Metric>> groups = new HashMap<>(REPORTER.getMetricsByGroup());
    groups.forEach(
        (group, metrics) -> {
          List<String> scope = Arrays.asList(group.getScopeComponents());
          int root = scope.indexOf("scurry");
          if (root >= 0) {
            String labels = String.join(".", scope.subList(root + 2, scope.size()));
            metrics.forEach(
                (name, metric) ->
                    byName
                        .computeIfAbsent(
                            scope.get(root + 1) + "." + name, key -> new LinkedHashMap<>())
                        .put(String.join(".", scope) + "|" + labels, metric));
          }
        });
    return byName;
  }

  private static long count(String name) {
    return shown.get(name).values().stream().mapToLong(m -> ((Counter) m).getCount()).sum();
  }

  private static long count(String name, String label) {
    return shown.get(name).entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("." + label))
        .mapToLong(entry -> ((Counter) entry.getValue()).getCount())
        .sum();
  }

  /** Over all tasks and labels. */
  private static double value(String name) {
    return shown.get(name).values().stream()
        .mapToDouble(metric -> ((Number) ((Gauge<?>) metric).getValue()).doubleValue())
        .sum();
  }
}
