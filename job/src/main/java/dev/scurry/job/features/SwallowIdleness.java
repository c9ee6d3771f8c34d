package dev.scurry.job.features;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Passes records and watermarks on, but not that the input is idle: behind the features no window
 * closes because a clock says so.
 */
final class SwallowIdleness extends AbstractStreamOperator<UserFeatures>
    implements OneInputStreamOperator<UserFeatures, UserFeatures> {
  private static final long serialVersionUID = 1L;

  SwallowIdleness() {
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void processElement(StreamRecord<UserFeatures> element) {
    output.collect(element);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // The next operators go on waiting for this input.
  }
}
