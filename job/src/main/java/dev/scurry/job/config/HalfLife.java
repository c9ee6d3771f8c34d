package dev.scurry.job.config;

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
   * Reads a duration of event time, {@code N windows} or {@code N points}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static HalfLife parse(String text) {
    Matcher counted = COUNTED.matcher(text.trim());
    if (counted.matches()) {
      Unit unit = counted.group("unit").startsWith("window") ? Unit.WINDOWS : Unit.POINTS;
      return new HalfLife(unit, Double.parseDouble(counted.group("amount")));
    }
    try {
      return new HalfLife(Unit.EVENT_TIME, TimeUtils.parseDuration(text.trim()).toMillis());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "'" + text.trim() + "' is no duration, 'N windows' or 'N points'", e);
    }
  }
}
