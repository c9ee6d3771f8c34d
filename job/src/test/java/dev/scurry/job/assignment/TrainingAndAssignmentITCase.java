package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.job.training.ScriptedFeatures;
import dev.scurry.job.training.TrainingStage;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.SinkFunction;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.function.SupplierWithException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training and assignment on a real cluster: the same answer whatever the parallelism. */
class TrainingAndAssignmentITCase {

  private static final int USERS = 300;
  private static final int WINDOWS = 30;
  private static final Map<String, Outcome> PLAIN = new HashMap<>();

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  @ParameterizedTest
  @ValueSource(strings = {"10 s", "8 windows", "1500 points", "0"})
  void parallelism_changesNothing(String halfLife) throws Exception {
    Settings settings = settings(halfLife);
    Outcome one = plain(settings);

    assertThat(one.models).hasSize(WINDOWS);
    assertThat(run(ScriptedFeatures.of(USERS, WINDOWS).shuffled(5), settings, 2)).isEqualTo(one);
    assertThat(run(ScriptedFeatures.of(USERS, WINDOWS).shuffled(9), settings, 4)).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 s", "1500 points"})
  void windowsThatCloseAtOnce_changeNothing(String halfLife) throws Exception {
    Settings settings = settings(halfLife);
    Outcome steady = plain(settings);

    ScriptedFeatures jumping = ScriptedFeatures.of(USERS, WINDOWS).withWatermarkEvery(7);
    ScriptedFeatures atTheEnd = ScriptedFeatures.of(USERS, WINDOWS).withWatermarkEvery(1000);

    assertThat(run(jumping, settings, 2)).isEqualTo(steady);
    assertThat(run(atTheEnd, settings, 4)).isEqualTo(steady);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 s", "1500 points"})
  void failureAndRestore_changeNothing(String halfLife) throws Exception {
    Settings settings = settings(halfLife);
    Outcome smooth = plain(settings);

    ScriptedFeatures failing = ScriptedFeatures.of(USERS, WINDOWS).failingAt(12);

    assertThat(run(failing, settings, 2, restartingOnce())).isEqualTo(smooth);
  }

  @ParameterizedTest
  @CsvSource({"10 s, hashmap", "1500 points, rocksdb"})
  void savepointAndRescale_changeNothing(
      String halfLife, String backend, @TempDir Path folder, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Settings settings = settings(halfLife);
    Outcome whole = plain(settings);
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    ScriptedFeatures script = ScriptedFeatures.of(USERS, WINDOWS).withWatermarkEvery(2);

    Collected collected = new Collected();
    StreamExecutionEnvironment before = LocalCluster.environment(2);
    before.configure(configuration);
    collected.attach(script.pausingAt(13), settings, before);
    String savepoint = stopped(before, folder, cluster, () -> !collected.models().isEmpty());
    int modelsBefore = collected.models().size();

    StreamExecutionEnvironment after = LocalCluster.environment(4);
    after.configure(configuration);
    collected.attach(script.pausingAt(13), settings, after);
    StreamGraph graph = after.getStreamGraph();
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    after.execute(graph);

    assertThat(modelsBefore).isBetween(1, WINDOWS - 1);
    assertThat(collected.outcome()).isEqualTo(whole);
  }

  @Test
  void savepoint_andNoModelSince_scoringGoesOnByTheRestoredOne(
      @TempDir Path folder, @InjectMiniCluster MiniCluster cluster) throws Exception {
    Settings settings = settings("10 s");
    ScriptedFeatures script = ScriptedFeatures.of(USERS, WINDOWS).withWatermarkEvery(2);
    Collected before = new Collected();
    StreamExecutionEnvironment first = LocalCluster.environment(2);
    before.attach(script.pausingAt(13), settings, first);
    String savepoint = stopped(first, folder, cluster, () -> before.models().size() == 12);

    Collected after = new Collected();
    StreamExecutionEnvironment second = LocalCluster.environment(2);
    after.attachWithoutModels(script.pausingAt(13), settings, second);
    StreamGraph graph = second.getStreamGraph();
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    second.execute(graph);

    Map<String, Long> expected = new HashMap<>();
    for (int window = 14; window <= WINDOWS; window++) {
      expected.put(Instant.ofEpochSecond(window).toString(), 12L);
    }
    assertThat(after.versionsByWindow()).containsAllEntriesOf(expected);
    assertThat(after.versionsByWindow().values()).containsOnly(12L);
  }

  private static String stopped(
      StreamExecutionEnvironment environment,
      Path folder,
      MiniCluster cluster,
      SupplierWithException<Boolean, Exception> when)
      throws Exception {
    JobClient job = environment.executeAsync();
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), true);
    CommonTestUtils.waitUntilCondition(() -> commandsHaveEnded(cluster, job));
    CommonTestUtils.waitUntilCondition(when);
    return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  /** A savepoint that is triggered while their task ends fails. */
  private static boolean commandsHaveEnded(MiniCluster cluster, JobClient job) throws Exception {
    return cluster.getExecutionGraph(job.getJobID()).get().getAllVertices().values().stream()
        .filter(vertex -> vertex.getName().contains(Operators.CONTROL_LINES))
        .allMatch(vertex -> vertex.getAggregateState() == ExecutionState.FINISHED);
  }

  @Test
  void models_areNumberedAndDated() throws Exception {
    Outcome outcome = run(ScriptedFeatures.of(USERS, 5), settings("10 s"), 2);

    List<ClusterModel> models =
        outcome.models.stream()
            .map(
                json ->
                    WireFormat.decode(json.getBytes(StandardCharsets.UTF_8), ClusterModel.class))
            .toList();
    assertThat(models).extracting(ClusterModel::version).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(models)
        .extracting(ClusterModel::trainedThrough)
        .startsWith("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z");
    assertThat(models).allSatisfy(model -> assertThat(model.k()).isEqualTo(4));
  }

  @Test
  void everyFeature_isAssignedOnce() throws Exception {
    Outcome outcome = plain(settings("10 s"));

    int features = 0;
    for (int window = 1; window <= WINDOWS; window++) {
      features += ScriptedFeatures.window(USERS, window).size();
    }
    long assignments =
        outcome.records.stream().filter(record -> record.startsWith("ASSIGNMENTS")).count();
    assertThat(assignments).isEqualTo(features);
  }

  private static Settings settings(String halfLife) {
    return TestSettings.of(
        Map.of(
            "features.window.size", "1 s",
            "features.window.slide", "1 s",
            "training.k", "4",
            "training.half-life", halfLife,
            "training.mini_batch_size", "20",
            "assignment.left-after-windows", "2"));
  }

  /** The outcome at parallelism 1, with nothing in the way; each is computed once. */
  private static Outcome plain(Settings settings) throws Exception {
    String halfLife = settings.training().halfLife().toString();
    Outcome known = PLAIN.get(halfLife);
    if (known == null) {
      known = run(ScriptedFeatures.of(USERS, WINDOWS), settings, 1);
      PLAIN.put(halfLife, known);
    }
    return known;
  }

  private static Configuration restartingOnce() {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    return configuration;
  }

  private static Outcome run(ScriptedFeatures script, Settings settings, int parallelism)
      throws Exception {
    return run(script, settings, parallelism, new Configuration());
  }

  private static Outcome run(
      ScriptedFeatures script, Settings settings, int parallelism, Configuration configuration)
      throws Exception {
    StreamExecutionEnvironment environment = LocalCluster.environment(parallelism);
    environment.configure(configuration);
    DataStream<UserFeatures> features = script.attach(environment);
    DataStream<ModelUpdate> models = TrainingStage.attach(features, settings);
    DataStream<OutputRecord> records = AssignmentStage.attach(features, models, settings);
    CloseableIterator<ModelUpdate> modelRows = models.collectAsync();
    CloseableIterator<OutputRecord> recordRows = records.collectAsync();
    environment.execute();
    try (modelRows;
        recordRows) {
      return Outcome.of(modelRows, recordRows);
    }
  }

  /** Models in order of publishing; records of each user in order, users sorted. */
  private record Outcome(List<String> models, List<String> records) {
    static Outcome of(Iterator<ModelUpdate> models, Iterator<OutputRecord> records) {
      List<String> json = new ArrayList<>();
      models.forEachRemaining(model -> json.add(new String(model.json, StandardCharsets.UTF_8)));
      Map<String, List<String>> byUser = new HashMap<>();
      records.forEachRemaining(
          record ->
              byUser
                  .computeIfAbsent(
                      new String(record.key, StandardCharsets.UTF_8), user -> new ArrayList<>())
                  .add(record.channel + " " + new String(record.value, StandardCharsets.UTF_8)));
      List<String> lines =
          byUser.keySet().stream().sorted().flatMap(user -> byUser.get(user).stream()).toList();
      return new Outcome(json, lines);
    }
  }

  /** What two jobs, one after the other, gave out. */
  private static final class Collected {
    private static final Map<String, Queue<ModelUpdate>> MODELS = new ConcurrentHashMap<>();
    private static final Map<String, Queue<OutputRecord>> RECORDS = new ConcurrentHashMap<>();

    private final String run = UUID.randomUUID().toString();

    Collected() {
      MODELS.put(run, new ConcurrentLinkedQueue<>());
      RECORDS.put(run, new ConcurrentLinkedQueue<>());
    }

    void attach(
        ScriptedFeatures script, Settings settings, StreamExecutionEnvironment environment) {
      String name = run;
      DataStream<UserFeatures> features = script.attach(environment);
      DataStream<ModelUpdate> models = TrainingStage.attach(features, settings);
      models
          .addSink(
              new SinkFunction<>() {
                @Override
                public void invoke(ModelUpdate model, Context context) {
                  MODELS.get(name).add(model);
                }
              })
          .setParallelism(1);
      AssignmentStage.attach(features, models, settings)
          .addSink(
              new SinkFunction<>() {
                @Override
                public void invoke(OutputRecord record, Context context) {
                  RECORDS.get(name).add(record);
                }
              });
    }

    /** The same graph, but no model comes to the assignment. */
    void attachWithoutModels(
        ScriptedFeatures script, Settings settings, StreamExecutionEnvironment environment) {
      String name = run;
      DataStream<UserFeatures> features = script.attach(environment);
      DataStream<ModelUpdate> none =
          TrainingStage.attach(features, settings).filter(model -> false).setParallelism(1);
      AssignmentStage.attach(features, none, settings)
          .addSink(
              new SinkFunction<>() {
                @Override
                public void invoke(OutputRecord record, Context context) {
                  RECORDS.get(name).add(record);
                }
              });
    }

    /** The highest model version that assigned in each window. */
    Map<String, Long> versionsByWindow() {
      Map<String, Long> versions = new HashMap<>();
      for (OutputRecord record : RECORDS.get(run)) {
        if (record.channel.equals(Channel.ASSIGNMENTS.name())) {
          Assignment assignment = WireFormat.decode(record.value, Assignment.class);
          versions.merge(assignment.windowEnd(), assignment.modelVersion(), Math::max);
        }
      }
      return versions;
    }

    Queue<ModelUpdate> models() {
      return MODELS.get(run);
    }

    Outcome outcome() {
      return Outcome.of(models().iterator(), RECORDS.get(run).iterator());
    }
  }
}
