package dev.scurry.job.source;

import dev.scurry.job.config.Settings;
import java.io.Serializable;

/**
 * How far a partition's largest event time closes slices.
 *
 * @param outOfOrdernessMs how far behind the largest time an event may come and be in time
 */
record SliceClock(Settings.Window window, long outOfOrdernessMs) implements Serializable {

  static SliceClock of(Settings settings) {
    return new SliceClock(
        settings.features().window(), settings.source().outOfOrderness().toMillis());
  }

  /** The last slice end at or before the bound: every slice up to it is closed. */
  long reached(long maxTime) {
    long bound = maxTime - outOfOrdernessMs;
    return Math.floorDiv(bound, window.slideMs()) * window.slideMs();
  }

  long sliceEnd(long time) {
    return window.sliceEnd(time);
  }
}
