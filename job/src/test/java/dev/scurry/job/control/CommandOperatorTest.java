package dev.scurry.job.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CommandOperatorTest {

  @Test
  void open_live_holdsNothingBack() throws Exception {
    try (OneInputStreamOperatorTestHarness<byte[], ControlRecord> harness = create(true)) {
      harness.open();

      assertThat(harness.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void open_bounded_holdsBackUntilTheInputEnds() throws Exception {
    try (OneInputStreamOperatorTestHarness<byte[], ControlRecord> harness = create(false)) {
      harness.open();
      give(harness, "{\"command\":\"freeze\"}");
      assertThat(harness.getOutput()).hasSize(1);

      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void forget_goesItsOwnWay_inOneCountWithTheRest() throws Exception {
    try (OneInputStreamOperatorTestHarness<byte[], ControlRecord> harness = create(false)) {
      harness.open();
      give(harness, "{\"command\":\"freeze\"}");
      give(harness, "");
      give(harness, "{\"command\":\"forget\",\"user_id\":\"u\"}");
      give(harness, "{\"command\":\"unfreeze\"}");

      assertThat(harness.extractOutputValues())
          .extracting(record -> record.sequence)
          .containsExactly(1L, 3L);
      assertThat(harness.getSideOutput(CommandOperator.FORGETS))
          .extracting(record -> record.getValue().sequence)
          .containsExactly(2L);
    }
  }

  @Test
  void restore_goesOnCounting() throws Exception {
    OperatorSubtaskState state;
    try (OneInputStreamOperatorTestHarness<byte[], ControlRecord> harness = create(true)) {
      harness.open();
      give(harness, "{\"command\":\"freeze\"}");
      state = harness.snapshot(1, 1);
    }
    try (OneInputStreamOperatorTestHarness<byte[], ControlRecord> harness = create(true)) {
      harness.initializeState(state);
      harness.open();
      give(harness, "{\"command\":\"unfreeze\"}");

      assertThat(harness.extractOutputValues())
          .extracting(record -> record.sequence)
          .containsExactly(2L);
    }
  }

  private static OneInputStreamOperatorTestHarness<byte[], ControlRecord> create(boolean live)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new CommandOperator(live));
  }

  private static void give(
      OneInputStreamOperatorTestHarness<byte[], ControlRecord> harness, String text)
      throws Exception {
    harness.processElement(new StreamRecord<>(text.getBytes(UTF_8)));
  }
}
