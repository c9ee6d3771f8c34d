package dev.scurry.job.snapshot;

import java.time.Duration;
import java.time.LocalDate;

/** The UTC day of a window: that of its last millisecond. */
final class Day {
  private static final long MILLIS = Duration.ofDays(1).toMillis();

  private Day() {}

  /** The midnight that ends the day, epoch milliseconds. */
  static long endOf(long windowEnd) {
    return (Math.floorDiv(windowEnd - 1, MILLIS) + 1) * MILLIS;
  }

  /** {@code YYYY-MM-DD}. */
  static String nameOf(long windowEnd) {
    return LocalDate.ofEpochDay(Math.floorDiv(windowEnd - 1, MILLIS)).toString();
  }
}
