package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PointCounterTest {

  @Test
  void onTimer_tellsEveryShardTheCountThroughTheWindow() throws Exception {
    try (var harness = create()) {
      harness.open();
      add(harness, 1000, 5);
      add(harness, 3000, 1);
      add(harness, 1000, 2);

      harness.processWatermark(3000);

      assertThat(told(harness))
          .containsExactly("0 1000 7", "1 1000 7", "2 1000 7", "0 3000 8", "1 3000 8", "2 3000 8");
    }
  }

  @Test
  void restore_goesOnCounting() throws Exception {
    OperatorSubtaskState state;
    try (var harness = create()) {
      harness.open();
      add(harness, 1000, 5);
      harness.processWatermark(1000);
      add(harness, 2000, 3);
      state = harness.snapshot(1, 1);
    }
    try (var harness = create()) {
      harness.initializeState(state);
      harness.open();
      add(harness, 2000, 4);
      harness.processWatermark(2000);

      assertThat(told(harness)).startsWith("0 2000 12");
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, PointCount, FeatureBlock> create()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new PointCounter(3)), count -> 0, Types.INT);
  }

  private static void add(
      KeyedOneInputStreamOperatorTestHarness<Integer, PointCount, FeatureBlock> harness,
      long windowEnd,
      long points)
      throws Exception {
    PointCount count = new PointCount();
    count.windowEnd = windowEnd;
    count.points = points;
    harness.processElement(new StreamRecord<>(count));
  }

  private static List<String> told(
      KeyedOneInputStreamOperatorTestHarness<Integer, PointCount, FeatureBlock> harness) {
    return harness.extractOutputValues().stream()
        .map(block -> block.shard + " " + block.windowEnd + " " + block.position)
        .toList();
  }
}
