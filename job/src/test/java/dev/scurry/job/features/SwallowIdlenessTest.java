package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SwallowIdlenessTest {

  @Test
  void processWatermarkStatus_passesNothingOn() throws Exception {
    try (OneInputStreamOperatorTestHarness<UserFeatures, UserFeatures> harness =
        new OneInputStreamOperatorTestHarness<>(new SwallowIdleness())) {
      harness.open();
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processElement(new StreamRecord<>(new UserFeatures()));
      harness.processWatermark(new Watermark(7));
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);

      assertThat(harness.getOutput()).hasSize(2).endsWith(new Watermark(7));
    }
  }
}
