package dev.scurry.job.source;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks of a partition that may fall idle. A dead letter is no sign of life: a partition that
 * gets nothing else would hold back every window for ever, since it never moves a watermark.
 */
final class LiveWatermarks implements WatermarkGenerator<SourceRecord> {
  private final WatermarkGenerator<SourceRecord> watermarks;

  LiveWatermarks(SliceWatermarks watermarks, Duration idleTimeout, RelativeClock clock) {
    this.watermarks = new WatermarksWithIdleness<>(watermarks, idleTimeout, clock);
  }

  @Override
  public void onEvent(SourceRecord source, long timestamp, WatermarkOutput output) {
    if (!source.isDead()) {
      watermarks.onEvent(source, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    watermarks.onPeriodicEmit(output);
  }
}
