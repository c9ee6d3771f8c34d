package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.job.training.ScriptedFeatures;
import dev.scurry.job.training.TrainingStage;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training and assignment on a real cluster: the same answer whatever the parallelism. */
class TrainingAndAssignmentITCase {

  private static final int USERS = 300;
  private static final int WINDOWS = 30;

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  @ParameterizedTest
  @ValueSource(strings = {"10 s", "8 windows", "1500 points", "0"})
  void parallelism_changesNothing(String halfLife) throws Exception {
    Settings settings = settings(halfLife);
    Outcome one = run(ScriptedFeatures.of(USERS, WINDOWS), settings, 1);

    assertThat(one.models).hasSize(WINDOWS);
    assertThat(run(ScriptedFeatures.of(USERS, WINDOWS).shuffled(5), settings, 2)).isEqualTo(one);
    assertThat(run(ScriptedFeatures.of(USERS, WINDOWS).shuffled(9), settings, 4)).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 s", "1500 points"})
  void windowsThatCloseAtOnce_changeNothing(String halfLife) throws Exception {
    Settings settings = settings(halfLife);
    Outcome steady = run(ScriptedFeatures.of(USERS, WINDOWS), settings, 2);

    ScriptedFeatures jumping = ScriptedFeatures.of(USERS, WINDOWS).withWatermarkEvery(7);
    ScriptedFeatures atTheEnd = ScriptedFeatures.of(USERS, WINDOWS).withWatermarkEvery(1000);

    assertThat(run(jumping, settings, 2)).isEqualTo(steady);
    assertThat(run(atTheEnd, settings, 4)).isEqualTo(steady);
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
    Outcome outcome = run(ScriptedFeatures.of(USERS, WINDOWS), settings("10 s"), 2);

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

  private static Outcome run(ScriptedFeatures script, Settings settings, int parallelism)
      throws Exception {
    StreamExecutionEnvironment environment = LocalCluster.environment(parallelism);
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
    static Outcome of(
        CloseableIterator<ModelUpdate> models, CloseableIterator<OutputRecord> records) {
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
}
