package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardFunctionTest {

  private static final int SHARD = 5;

  private CourseHarness<FeatureBlock, ShardSummary> harness;
  private BlockBytes form;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void onTimer_learnsTheWindowAndSpeaksBeforeTheWatermark() throws Exception {
    open("10 s");
    add(1000, 1, 2);
    add(1000, 3, 4);
    assertThat(harness.getOutput()).isEmpty();

    harness.processWatermark(1000);

    ShardSummary summary = summaries().get(0);
    assertThat(summary.shard).isEqualTo(SHARD);
    assertThat(summary.windowEnd).isEqualTo(1000);
    assertThat(summary.position).isEqualTo(1000);
    assertThat(micro(summary).totalWeight()).isEqualTo(2);
    assertThat(harness.getOutput()).hasSize(2);
    assertThat(harness.getOutput().peek()).isInstanceOf(StreamRecord.class);
  }

  @Test
  void onTimer_windowWithoutFeatures_saysNothing() throws Exception {
    open("10 s");
    add(1000, 1, 2);
    harness.processWatermark(9000);
    assertThat(summaries()).hasSize(1);
  }

  @Test
  void onTimer_leavesOnlyTheShardInState() throws Exception {
    open("100 points");
    for (int number = 1; number <= 4; number++) {
      ScriptedFeatures.window(60, number).forEach(this::add);
      tell(number * 1000L, number * 40L);
    }
    tell(5000, 200);

    harness.processWatermark(5000);

    assertThat(harness.numKeyedStateEntries()).as("the shard and its last window").isEqualTo(2);
  }

  @Test
  void onTimer_forgetsInOneStepFromTheLastWrite() throws Exception {
    open("1 s");
    add(1000, 1, 2);
    harness.processWatermark(1000);
    harness.processWatermark(3000);
    add(4000, 100, 200);
    harness.processWatermark(4000);

    MicroClusters micro = micro(summaries().get(1));
    assertThat(micro.weights()).containsExactly(0.125, 1);
  }

  @Test
  void onTimer_windowsInUnitsOfWindows_emptyOnesCount() throws Exception {
    open("2 windows");
    add(1000, 1, 2);
    add(5000, 100, 200);
    harness.processWatermark(5000);

    assertThat(summaries()).extracting(summary -> summary.position).containsExactly(1L, 5L);
    assertThat(micro(summaries().get(1)).weights()).containsExactly(0.25, 1);
  }

  @Test
  void onTimer_points_usesTheCountThatItWasTold() throws Exception {
    open("100 points");
    add(1000, 1, 2);
    tell(1000, 50);
    harness.processWatermark(1000);
    tell(2000, 90);
    tell(3000, 250);
    add(3000, 100, 200);
    harness.processWatermark(3000);

    assertThat(summaries()).extracting(summary -> summary.position).containsExactly(50L, 250L);
    assertThat(micro(summaries().get(1)).weights()).containsExactly(0.25, 1);
  }

  @Test
  void onTimer_points_withoutACount_fails() throws Exception {
    open("100 points");
    add(1000, 1, 2);
    assertThatExceptionOfType(SuppressRestartsException.class)
        .isThrownBy(() -> harness.processWatermark(1000))
        .havingCause()
        .withMessageContaining("before its count came");
  }

  @Test
  void onTimer_manyWindowsAtOnce_isAsOneByOne() throws Exception {
    open("3 s");
    learnScript(1, 6, 1000);
    List<ShardSummary> steady = summaries();
    harness.close();

    open("3 s");
    learnScript(1, 6, 6000);

    assertThat(summaries()).usingRecursiveComparison().isEqualTo(steady);
  }

  @Test
  void restore_midWay_goesOnAsIfNothingHadBeen() throws Exception {
    open("3 s");
    learnScript(1, 8, 1000);
    List<ShardSummary> whole = summaries();
    harness.close();

    open("3 s");
    learnScript(1, 4, 1000);
    add(5000, 7, 7);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    int spoken = summaries().size();
    harness.close();
    restore("3 s", state);
    for (int number = 5; number <= 8; number++) {
      ScriptedFeatures.window(60, number).forEach(this::add);
      harness.processWatermark(number * 1000L);
    }

    assertThat(spoken).isEqualTo(4);
    assertThat(micro(summaries().get(0)).totalWeight())
        .isCloseTo(micro(whole.get(4)).totalWeight() + 1, within(1e-9));
  }

  @Test
  void restore_withoutWaitingBlocks_isBitIdentical() throws Exception {
    open("3 s");
    learnScript(1, 8, 1000);
    List<ShardSummary> whole = summaries();
    harness.close();

    open("3 s");
    learnScript(1, 4, 1000);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    restore("3 s", state);
    learnScript(5, 8, 1000);

    assertThat(summaries()).usingRecursiveComparison().isEqualTo(whole.subList(4, 8));
  }

  @Test
  void processElement_refusesAClosedWindow_alsoAfterARestore() throws Exception {
    open("3 s");
    learnScript(1, 4, 1000);
    add(4000, 1, 1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    restore("3 s", state);

    add(3000, 1, 1);
    add(4000, 1, 1);
    harness.processWatermark(5000);

    assertThat(summaries()).isEmpty();
  }

  private void learnScript(int from, int to, long watermarkEvery) throws Exception {
    for (int number = from; number <= to; number++) {
      ScriptedFeatures.window(60, number).forEach(this::add);
      if (number * 1000L % watermarkEvery == 0) {
        harness.processWatermark(number * 1000L);
      }
    }
  }

  private void open(String halfLife) throws Exception {
    form = Blocks.form(settings(halfLife));
    harness = create(halfLife);
    harness.open();
  }

  private void restore(String halfLife, OperatorSubtaskState state) throws Exception {
    form = Blocks.form(settings(halfLife));
    harness = create(halfLife);
    harness.initializeState(state);
    harness.open();
  }

  private static CourseHarness<FeatureBlock, ShardSummary> create(String halfLife)
      throws Exception {
    Settings settings = settings(halfLife);
    ShardLayout layout = new ShardLayout(16);
    return new CourseHarness<>(
        new ShardFunction(layout, settings, WarmStart.none(settings)),
        block -> layout.keyOf(block.shard),
        note -> layout.keyOf(note.shard));
  }

  static Settings settings(String halfLife) {
    return TestSettings.of(
        Map.of(
            "features.window.size", "1 s",
            "features.window.slide", "1 s",
            "training.k", "4",
            "training.mini_batch_size", "20",
            "training.half-life", halfLife));
  }

  private void add(dev.scurry.job.features.UserFeatures features) {
    try {
      harness.processElement(new StreamRecord<>(Blocks.of(form, SHARD, List.of(features))));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void add(long windowEnd, double... values) throws Exception {
    harness.processElement(new StreamRecord<>(Blocks.of(form, SHARD, windowEnd, values)));
  }

  private void tell(long windowEnd, long position) throws Exception {
    harness.processElement(new StreamRecord<>(FeatureBlock.ofPosition(SHARD, windowEnd, position)));
  }

  private List<ShardSummary> summaries() {
    return harness.extractOutputValues();
  }

  static MicroClusters micro(ShardSummary summary) {
    return ShardReport.decode(summary.report).snapshot().micro();
  }
}
