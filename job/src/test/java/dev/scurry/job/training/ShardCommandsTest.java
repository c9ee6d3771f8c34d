package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.ControlCommand;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardCommandsTest {

  private static final int SHARD = 5;

  private CourseHarness<FeatureBlock, ShardSummary> harness;
  private long sequence;

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
  void freeze_dropsFeaturesFromItsWindowOn_alsoWhereManyCloseAtOnce() throws Exception {
    for (int number = 1; number <= 5; number++) {
      add(number * 1000L);
    }
    give(3000, Commands.of("freeze"));
    give(5000, Commands.of("unfreeze"));
    harness.processWatermark(5000);

    assertThat(windows()).containsExactly(1000L, 2000L, 5000L);
  }

  @Test
  void freeze_leavesNoBlocksInState() throws Exception {
    add(1000);
    harness.processWatermark(1000);
    give(2000, Commands.of("freeze"));
    add(2000);
    harness.processWatermark(2000);

    assertThat(harness.numKeyedStateEntries())
        .as("the shard, its last window, the course")
        .isEqualTo(3);
  }

  @Test
  void setHalfLife_whatHasPassedIsForgottenByTheOldOne() throws Exception {
    add(1000);
    harness.processWatermark(1000);
    give(2000, Commands.halfLife("2 s"));
    harness.processWatermark(2000);
    add(4000);
    harness.processWatermark(4000);

    double[] weights = ShardFunctionTest.micro(harness.extractOutputValues().get(1)).weights();
    assertThat(weights).containsExactly(0.25, 1);
  }

  @Test
  void restore_staysFrozen() throws Exception {
    add(1000);
    harness.processWatermark(1000);
    give(2000, Commands.of("freeze"));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = create();
    harness.initializeState(state);
    harness.open();
    add(2000);
    harness.processWatermark(2000);
    add(3000);
    harness.processWatermark(3000);

    assertThat(windows()).isEmpty();
  }

  private static CourseHarness<FeatureBlock, ShardSummary> create() throws Exception {
    ShardLayout layout = new ShardLayout(16);
    Settings settings = ShardFunctionTest.settings("1 s");
    return new CourseHarness<>(
        new ShardFunction(layout, settings, WarmStart.none(settings)),
        block -> layout.keyOf(block.shard),
        note -> layout.keyOf(note.shard));
  }

  private void add(long windowEnd) throws Exception {
    harness.processElement(
        new StreamRecord<>(
            Blocks.of(
                Blocks.form(ShardFunctionTest.settings("1 s")),
                SHARD,
                windowEnd,
                windowEnd,
                2 * windowEnd)));
  }

  private void give(long window, ControlCommand command) throws Exception {
    sequence++;
    harness.tell(Commands.note(window, sequence, command).toShard(SHARD));
  }

  private List<Long> windows() {
    return harness.extractOutputValues().stream().map(summary -> summary.windowEnd).toList();
  }
}
