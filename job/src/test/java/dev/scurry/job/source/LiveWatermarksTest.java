package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Settings;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class LiveWatermarksTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ManualClock clock = new ManualClock();
  private final Idleness output = new Idleness();
  private final LiveWatermarks watermarks =
      new LiveWatermarks(
          new SliceWatermarks(new SliceClock(new Settings.Window(1000, 1000), 0)), TIMEOUT, clock);

  @Test
  void deadLetters_areNoSignOfLife() {
    for (int second = 0; second < 200; second++) {
      watermarks.onEvent(dead(), 0, output);
      watermarks.onPeriodicEmit(output);
      clock.advanceTime(Duration.ofSeconds(1));
    }
    assertThat(output.idle).isTrue();
  }

  @Test
  void events_areASignOfLife() {
    for (int second = 0; second < 200; second++) {
      watermarks.onEvent(event(second * 1000L), second * 1000L, output);
      watermarks.onPeriodicEmit(output);
      clock.advanceTime(Duration.ofSeconds(1));
    }
    assertThat(output.idle).isFalse();
    assertThat(output.last).isEqualTo(199_000);
  }

  private static SourceRecord dead() {
    SourceRecord record = new SourceRecord();
    record.reason = "UNDECODABLE";
    return record;
  }

  private static SourceRecord event(long time) {
    SourceRecord record = new SourceRecord();
    record.event = new Event();
    record.event.time = time;
    return record;
  }

  private static final class Idleness implements WatermarkOutput {
    private boolean idle;
    private long last;

    @Override
    public void emitWatermark(Watermark watermark) {
      last = watermark.getTimestamp();
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
