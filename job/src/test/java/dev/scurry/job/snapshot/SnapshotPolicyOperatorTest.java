package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.training.ModelUpdate;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SnapshotPolicyOperatorTest {

  @Test
  void processElement_letsFirstOfEachIntervalThrough() throws Exception {
    try (var harness = harness(Duration.ofHours(3))) {
      harness.open();
      for (int hour = 1; hour <= 7; hour++) {
        harness.processElement(Models.update(hour, hour), 0);
      }
      assertThat(versions(harness)).containsExactly(1L, 3L, 6L);
    }
  }

  @Test
  void endInput_letsTheHeldModelThroughOnce() throws Exception {
    try (var harness = harness(Duration.ofHours(3))) {
      harness.open();
      harness.processElement(Models.update(3, 3), 0);
      harness.processElement(Models.update(4, 4), 0);
      harness.processElement(Models.update(5, 5), 0);
      harness.endInput();
      harness.endInput();
      assertThat(versions(harness)).containsExactly(3L, 5L);
    }
  }

  @Test
  void initializeState_remembersIntervalAndHeldModel() throws Exception {
    OperatorSubtaskState state;
    try (var before = harness(Duration.ofHours(3))) {
      before.open();
      before.processElement(Models.update(3, 3), 0);
      before.processElement(Models.update(4, 4), 0);
      state = before.snapshot(1, 0);
    }
    try (var after = harness(Duration.ofHours(3))) {
      after.initializeState(state);
      after.open();
      after.endInput();
      assertThat(versions(after)).containsExactly(4L);
      assertThat(after.extractOutputValues().get(0).json).isEqualTo(Models.update(4, 4).json);
    }
    try (var after = harness(Duration.ofHours(3))) {
      after.initializeState(state);
      after.open();
      after.processElement(Models.update(5, 5), 0);
      after.processElement(Models.update(6, 6), 0);
      assertThat(versions(after)).containsExactly(6L);
    }
  }

  private static OneInputStreamOperatorTestHarness<ModelUpdate, ModelUpdate> harness(
      Duration interval) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new SnapshotPolicyOperator(new SnapshotSchedule(interval.toMillis())));
  }

  private static List<Long> versions(OneInputStreamOperatorTestHarness<?, ModelUpdate> harness) {
    return harness.extractOutputValues().stream().map(model -> model.version).toList();
  }
}
