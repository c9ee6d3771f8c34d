package dev.scurry.job.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;

/**
 * After {@code amount} of {@code unit} a weight is one half.
 *
 * @param amount in milliseconds of event time, windows or points; 0 never forgets
 */
public record HalfLife(Unit unit, double amount) implements java.io.Serializable {

  private static final Pattern COUNTED =
      Pattern.compile("(?<amount>\\d+(\\.\\d+)?)\\s*(?<unit>windows?|points?)");

  private static final Pattern BARE = Pattern.compile("\\d+");

  /** What forgetting is measured in. */
  public enum Unit {
    EVENT_TIME,
    WINDOWS,
    POINTS
  }

  public HalfLife {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("a half-life is a finite number >= 0, not " + amount);
    }
  }

  /**
   * Reads a duration of event time, {@code N windows} or {@code N points}. A number alone is none
   * of them, but for 0: Flink's milliseconds are not what is meant where points can be.
   *
   * @throws IllegalArgumentException if it is neither, or a part of a millisecond
   */
  public static HalfLife parse(String text) {
    Matcher counted = COUNTED.matcher(text.trim());
    if (counted.matches()) {
      Unit unit = counted.group("unit").startsWith("window") ? Unit.WINDOWS : Unit.POINTS;
      return new HalfLife(unit, Double.parseDouble(counted.group("amount")));
    }
    Duration duration = duration(text.trim());
    if (!duration.isZero() && BARE.matcher(text.trim()).matches()) {
      String n = text.trim();
      throw new IllegalArgumentException(
          "'%s' has no unit: is it '%s d', '%s windows' or '%s points'?".formatted(n, n, n, n));
    }
    if (!duration.isZero() && duration.toMillis() == 0) {
      throw new IllegalArgumentException("'" + text.trim() + "' is less than a millisecond");
    }
    return new HalfLife(Unit.EVENT_TIME, duration.toMillis());
  }

  private static Duration duration(String text) {
    try {
      return TimeUtils.parseDuration(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration, 'N windows' or 'N points'", e);
    }
  }
}
