package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotStageTest {
  private static final int DAYS = 5;

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(3);

  /** Of the test that fails once; the operators run in this JVM. */
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void attach_writesOneRowAUserAndDayAndNamesEveryPart(int parallelism) throws Exception {
    StreamExecutionEnvironment env = LocalCluster.environment(parallelism);
    attach(env, HourlyFeatures.of(env, DAYS));
    env.execute();

    WrittenDays.assertWhole(root, DAYS);
  }

  @Test
  void attach_namesEveryPartAfterAFailure() throws Exception {
    FAILED.set(false);
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    Configuration restart = new Configuration();
    restart.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    env.configure(restart);
    DataStream<UserFeatures> features =
        HourlyFeatures.of(env, DAYS).map(SnapshotStageTest::failOnceOnTheThirdDay).uid("failing");
    attach(env, features);
    env.execute();

    assertThat(FAILED).isTrue();
    WrittenDays.assertWhole(root, DAYS);
  }

  /** The savepoint holds parts that were written but not committed. */
  @Test
  void attach_namesEveryPartAfterARescale(@TempDir Path savepoints) throws Exception {
    int days = 4 * DAYS;
    StreamExecutionEnvironment before = LocalCluster.environment(2);
    attach(before, HourlyFeatures.of(before, days));
    JobClient job = before.executeAsync();
    CommonTestUtils.waitUntilCondition(
        () -> Files.exists(root.resolve("features/day=1970-01-02/_manifest.json")));
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();

    StreamExecutionEnvironment after = LocalCluster.environment(3);
    Configuration restore = new Configuration();
    restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    after.configure(restore);
    attach(after, HourlyFeatures.of(after, days));
    after.execute();

    WrittenDays.assertWhole(root, days);
  }

  @Test
  void attach_writesDueModelsAndTheLast() throws Exception {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    attach(env, HourlyFeatures.of(env, 1));
    env.execute();

    try (Stream<Path> versions = Files.list(root.resolve("models/scurry"))) {
      assertThat(versions.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("latest.json", "v0000000001", "v0000000003", "v0000000004");
    }
    assertThat(
            WireFormat.decode(
                Files.readAllBytes(root.resolve("models/scurry/latest.json")), LatestModel.class))
        .extracting(LatestModel::version)
        .isEqualTo(4L);
  }

  @Test
  void attach_givesEveryOperatorUidAndName() {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    attach(env, HourlyFeatures.of(env, 1));

    Map<String, String> names = new TreeMap<>();
    StreamGraph graph = env.getStreamGraph();
    for (StreamNode node : graph.getStreamNodes()) {
      if (String.valueOf(node.getTransformationUID()).contains("snapshot-")) {
        names.put(node.getTransformationUID(), node.getOperatorName());
      }
    }
    assertThat(names)
        .containsOnly(
            Map.entry(Operators.SNAPSHOT_POLICY, "snapshot-policy"),
            Map.entry(Operators.SNAPSHOT_MODELS, "snapshot-models: Writer"),
            Map.entry(
                Operators.committerOf(Operators.SNAPSHOT_MODELS), "snapshot-models: Committer"),
            Map.entry(Operators.SNAPSHOT_DAY, "snapshot-day-features"),
            Map.entry(Operators.SNAPSHOT_FEATURES, "snapshot-features: Writer"),
            Map.entry(
                Operators.committerOf(Operators.SNAPSHOT_FEATURES), "snapshot-features: Committer"),
            Map.entry("snapshot-features: gather", "snapshot-features: gather"));
    assertThat(graph.getJobGraph().getVertices())
        .allMatch(vertex -> vertex.getMaxParallelism() == Operators.MAX_PARALLELISM);
  }

  @Test
  void attach_addsNothingWithoutRoot() {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    int before = env.getTransformations().size();
    SnapshotStage.attach(HourlyFeatures.of(env, 1), models(env), TestSettings.of(Map.of()), false);

    assertThat(env.getStreamGraph().getStreamNodes())
        .noneMatch(node -> node.getOperatorName().contains("snapshot"));
    assertThat(before).isZero();
  }

  private void attach(StreamExecutionEnvironment env, DataStream<UserFeatures> features) {
    Settings settings =
        TestSettings.of(
            Map.of("snapshot.root", root.toUri().toString(), "snapshot.interval", "3 h"));
    SnapshotStage.attach(features, models(env), settings, false);
  }

  /** Versions 1 to 4 after hours 1 to 4. */
  private static DataStream<ModelUpdate> models(StreamExecutionEnvironment env) {
    return env.fromData(
            Models.update(1, 1), Models.update(2, 2), Models.update(3, 3), Models.update(4, 4))
        .uid("models");
  }

  private static UserFeatures failOnceOnTheThirdDay(UserFeatures row) {
    if (row.values[0] > 60 && FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("as the test wants");
    }
    return row;
  }
}
