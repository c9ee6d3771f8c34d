package dev.scurry.job.source;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one partition: a watermark w says that every event before w has been seen or is
 * late. They stand at slice ends only, and come with the event that carries the partition's bound
 * over one, never by a timer, so that they are a function of the partition's records.
 */
final class SliceWatermarks implements WatermarkGenerator<SourceRecord> {
  private final SliceClock clock;
  private long maxTime = Long.MIN_VALUE;
  private long emitted = Long.MIN_VALUE;

  SliceWatermarks(SliceClock clock) {
    this.clock = clock;
  }

  @Override
  public void onEvent(SourceRecord source, long timestamp, WatermarkOutput output) {
    if (source.isDead() || source.event.time <= maxTime) {
      return;
    }
    maxTime = source.event.time;
    long reached = clock.reached(maxTime);
    if (reached > emitted) {
      emitted = reached;
      output.emitWatermark(new Watermark(reached));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Watermarks come with events only.
  }
}
