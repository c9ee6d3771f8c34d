package dev.scurry.job.training;

import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.Settings;
import java.io.Serializable;

/**
 * Where a window lies in the unit of the half-life. All its points share one position: for event
 * time its end in milliseconds, for windows its number since the epoch (so that empty ones count),
 * for points how many features the whole stream had through it.
 */
final class Positions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HalfLife.Unit unit;
  private final long slideMs;

  Positions(Settings settings) {
    this.unit = settings.training().halfLife().unit();
    this.slideMs = settings.features().window().slideMs();
  }

  /** Whether a window's position must be counted, because its end does not tell it. */
  boolean mustBeCounted() {
    return unit == HalfLife.Unit.POINTS;
  }

  /**
   * A window's position.
   *
   * @param counted features of the stream through the window, where they are counted
   */
  long of(long windowEnd, long counted) {
    return switch (unit) {
      case EVENT_TIME -> windowEnd;
      case WINDOWS -> Math.floorDiv(windowEnd, slideMs);
      case POINTS -> counted;
    };
  }
}
