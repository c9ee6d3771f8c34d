package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.RestoredGauges;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReducerFunctionTest {

  private CourseHarness<ShardSummary, ModelUpdate> harness;

  @BeforeEach
  void open() throws Exception {
    harness = create();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void onTimer_publishesOneModelAWindow_beforeItsWatermark() throws Exception {
    speak(1, 1000, 10);
    speak(0, 1000, 20);
    assertThat(harness.getOutput()).isEmpty();

    harness.processWatermark(1000);
    harness.processWatermark(5000);

    assertThat(models()).singleElement().satisfies(m -> assertThat(m.version).isEqualTo(1));
    assertThat(models().get(0).trainedThrough).isEqualTo(1000);
    assertThat(harness.getOutput().peek()).isInstanceOf(StreamRecord.class);
  }

  @Test
  void onTimer_summaryOfALaterWindow_waits() throws Exception {
    speak(0, 2000, 500);
    speak(0, 1000, 20);
    speak(1, 1000, 30);
    harness.processWatermark(1000);

    assertThat(wire(0).centroids()[0][0]).isBetween(20.0, 30.0);
    harness.processWatermark(2000);

    assertThat(models()).extracting(m -> m.trainedThrough).containsExactly(1000L, 2000L);
  }

  @Test
  void onTimer_shardThatIsSilent_countsAsItLastWas() throws Exception {
    speak(0, 1000, 20);
    speak(1, 1000, 30);
    harness.processWatermark(1000);
    speak(0, 2000, 20);
    harness.processWatermark(2000);

    // Half-life one window: the silent shard weighs one half.
    assertThat(java.util.Arrays.stream(wire(1).weights()).sum()).isEqualTo(1.5);
  }

  @Test
  void onTimer_leavesOnlyShardsAndModelInState() throws Exception {
    for (int number = 1; number <= 5; number++) {
      speak(0, number * 1000L, 20);
      speak(1, number * 1000L, 30);
    }
    harness.processWatermark(5000);

    assertThat(harness.numKeyedStateEntries())
        .as("a map of two shards, a model, a map of its versions, which serves")
        .isEqualTo(4);
  }

  @Test
  void onTimer_orderOfSummaries_changesNothing() throws Exception {
    for (int shard = 0; shard < 8; shard++) {
      speak(shard, 1000, shard * 10.1);
    }
    harness.processWatermark(1000);
    byte[] inOrder = models().get(0).json;
    harness.close();
    open();
    for (int shard = 7; shard >= 0; shard--) {
      speak(shard, 1000, shard * 10.1);
    }
    harness.processWatermark(1000);

    assertThat(models().get(0).json).isEqualTo(inOrder);
  }

  @Test
  void restore_goesOnWithTheNextVersion() throws Exception {
    speak(0, 1000, 20);
    harness.processWatermark(1000);
    speak(0, 2000, 21);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.processWatermark(2000);
    byte[] uninterrupted = models().get(1).json;
    harness.close();

    harness = create();
    harness.initializeState(state);
    harness.open();
    harness.processWatermark(2000);

    assertThat(models()).singleElement().satisfies(m -> assertThat(m.version).isEqualTo(2));
    assertThat(models().get(0).json).isEqualTo(uninterrupted);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restore_gaugesShowTheModelAtOnce(boolean rocksDb) throws Exception {
    harness.close();
    harness = create();
    harness.setStateBackend(backend(rocksDb));
    harness.open();
    speak(0, 1000, 20);
    speak(1, 1000, 30);
    harness.processWatermark(1000);
    ClusterModel last = wire(0);

    Map<String, Object> shown =
        RestoredGauges.of(
            operator(), summary -> 0, Types.INT, backend(rocksDb), harness.snapshot(1, 1));

    assertThat(shown)
        .containsEntry("modelVersion", 1L)
        .containsEntry("clusters", last.k())
        .containsEntry("trainMsd", last.msd());
    assertThat((long) shown.get("stateBytes")).isPositive();
  }

  private static StateBackend backend(boolean rocksDb) {
    return rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  private static CourseHarness<ShardSummary, ModelUpdate> create() throws Exception {
    return new CourseHarness<>(operator(), summary -> 0, note -> 0);
  }

  private static ReducerOperator operator() {
    Settings settings = ShardFunctionTest.settings("1 s");
    return new ReducerOperator(new ReducerFunction(settings, WarmStart.none(settings)));
  }

  private void speak(int shard, long windowEnd, double x) throws Exception {
    MicroClusters micro =
        MicroClusters.of(40, 2, new double[] {1}, new double[] {x, 0}, new double[2]);
    byte[] report = Reports.of(ShardFunctionTest.settings("1 s"), windowEnd, windowEnd, micro);
    harness.processElement(
        new StreamRecord<>(new ShardSummary(shard, windowEnd, windowEnd, report)));
  }

  private List<ModelUpdate> models() {
    return harness.extractOutputValues();
  }

  private ClusterModel wire(int model) {
    return WireFormat.decode(models().get(model).json, ClusterModel.class);
  }
}
