package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockPackerTest {

  private static final int BLOCK_ROWS = 3;
  private static final Settings SETTINGS = TestSettings.of(Map.of());
  private static final BlockBytes FORM = Blocks.form(SETTINGS);

  private OneInputStreamOperatorTestHarness<UserFeatures, FeatureBlock> harness;

  @BeforeEach
  void open() throws Exception {
    harness = create(SETTINGS);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void processWatermark_isPrecededByWhatWasPacked() throws Exception {
    add("a", 1000);
    add("b", 2000);
    add("c", 1000);
    assertThat(harness.getOutput()).isEmpty();

    harness.processWatermark(1000);

    assertThat(harness.getOutput()).hasSize(3).last().isEqualTo(new Watermark(1000));
    assertThat(blocks()).extracting(block -> block.windowEnd).containsExactly(1000L, 2000L);
    assertThat(blocks().get(0).bytes)
        .isEqualTo(
            Blocks.of(
                    FORM,
                    0,
                    List.of(
                        new UserFeatures("a", 1000, new double[] {1, 2}, 1),
                        new UserFeatures("c", 1000, new double[] {1, 2}, 1)))
                .bytes);
    assertThat(Blocks.values(FORM, blocks().get(0))).containsExactly(1, 2, 1, 2);
  }

  @Test
  void processElement_emitsAFullBlock() throws Exception {
    for (String user : List.of("a", "b", "c", "d")) {
      add(user, 1000);
    }
    assertThat(blocks()).singleElement().satisfies(b -> assertThat(b.rows).isEqualTo(3));

    harness.processWatermark(1000);

    assertThat(blocks()).hasSize(2);
    assertThat(blocks().get(1).rows).isEqualTo(1);
  }

  @Test
  void prepareSnapshotPreBarrier_leavesNothingBehind() throws Exception {
    add("a", 1000);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(blocks()).hasSize(1);

    harness.processWatermark(1000);
    assertThat(blocks()).hasSize(1);
  }

  @Test
  void finish_leavesNothingBehind() throws Exception {
    add("a", 1000);
    harness.getOperator().finish();
    assertThat(blocks()).hasSize(1);
  }

  @Test
  void processElement_refusesAnotherNumberOfFeatures() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                harness.processElement(
                    new StreamRecord<>(new UserFeatures("a", 1000, new double[3], 1))))
        .withMessage("3 features where 2 are declared");
  }

  @Test
  void processElement_sendsAUserToOneShard() throws Exception {
    try (var sharded =
        new OneInputStreamOperatorTestHarness<>(
            new BlockPacker(new ShardLayout(16), SETTINGS, 100))) {
      sharded.open();
      for (UserFeatures features : ScriptedFeatures.window(200, 1)) {
        sharded.processElement(new StreamRecord<>(features));
      }
      sharded.processWatermark(1000);
      for (FeatureBlock block : blocks(sharded)) {
        new WindowPoints(FORM, 1000, 1000)
            .read(
                Blocks.stored(List.of(block)),
                (points, users) ->
                    assertThat(Arrays.stream(users).map(user -> Long.remainderUnsigned(user, 16)))
                        .containsOnly((long) block.shard));
      }
      assertThat(blocks(sharded)).hasSize(16);
    }
  }

  @Test
  void processElement_passesOverWhoWasForgotten() throws Exception {
    harness.processElement(new StreamRecord<>(UserFeatures.forgotten("a", 1000)));
    harness.processWatermark(1000);

    assertThat(blocks()).isEmpty();
  }

  @Test
  void initializeState_refusesOtherSettings() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    try (var changed = create(TestSettings.of(Map.of("training.k", "9")))) {
      assertThatExceptionOfType(SuppressRestartsException.class)
          .isThrownBy(() -> changed.initializeState(state))
          .havingCause()
          .withMessageContaining("k 6, not 9; micro-clusters a shard 60, not 90. Go back");
    }
  }

  @Test
  void initializeState_takesOtherSettingsToReset_andRemembersTheNewOnes() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    OperatorSubtaskState after;
    try (var changed =
        create(TestSettings.of(Map.of("training.k", "9", "training.reset", "true")))) {
      changed.initializeState(state);
      changed.open();
      after = changed.snapshot(2, 2);
    }
    try (var again = create(TestSettings.of(Map.of("training.k", "9")))) {
      again.initializeState(after);
    }
  }

  private static OneInputStreamOperatorTestHarness<UserFeatures, FeatureBlock> create(
      Settings settings) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new BlockPacker(new ShardLayout(1), settings, BLOCK_ROWS));
  }

  private void add(String user, long windowEnd) throws Exception {
    harness.processElement(
        new StreamRecord<>(new UserFeatures(user, windowEnd, new double[] {1, 2}, 1)));
  }

  private List<FeatureBlock> blocks() {
    return blocks(harness);
  }

  private static List<FeatureBlock> blocks(
      OneInputStreamOperatorTestHarness<UserFeatures, FeatureBlock> harness) {
    return harness.extractOutputValues();
  }
}
