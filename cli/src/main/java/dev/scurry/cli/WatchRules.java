package dev.scurry.cli;

import dev.scurry.job.daily.DayFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When a day that is watched is to be run: once its input is another than the one that its result
 * was made of and has stayed as it is for a while. One that failed is due again when its input
 * changes, and after a time that doubles with each failure.
 */
final class WatchRules {

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  private final Duration settle;
  private final Map<String, Watched> days = new HashMap<>();

  WatchRules(Duration settle) {
    this.settle = settle;
  }

  boolean knows(String day) {
    return days.containsKey(day);
  }

  /**
   * Takes a day that was not known.
   *
   * @param done whether its result is made of these files
   */
  void begin(DayFiles files, boolean done, Instant now) {
    Instant changed = Instant.ofEpochMilli(files.lastChange());
    Watched watched = new Watched();
    watched.seen = files;
    watched.since = changed.isBefore(now) ? changed : now;
    watched.done = done ? files : null;
    days.put(files.day(), watched);
  }

  /** Whether to run a known day now, whose files are these. */
  boolean isDue(DayFiles files, Instant now) {
    Watched watched = days.get(files.day());
    if (!files.equals(watched.seen)) {
      watched.seen = files;
      watched.since = now;
      watched.failures = 0;
      watched.notBefore = Instant.MIN;
    }
    return !files.isEmpty()
        && !files.equals(watched.done)
        && !now.isBefore(watched.since.plus(settle))
        && !now.isBefore(watched.notBefore);
  }

  void succeeded(DayFiles files) {
    Watched watched = days.get(files.day());
    watched.done = files;
    watched.failures = 0;
    watched.notBefore = Instant.MIN;
  }

  /** Returns how long to wait, unless the input changes. */
  Duration failed(DayFiles files, Instant now) {
    Watched watched = days.get(files.day());
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(watched.failures, MOST_DOUBLINGS));
    wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    watched.failures++;
    watched.notBefore = now.plus(wait);
    return wait;
  }

  /** What is known of a day. */
  private static final class Watched {
    DayFiles seen;
    Instant since;
    DayFiles done;
    int failures;
    Instant notBefore = Instant.MIN;
  }
}
