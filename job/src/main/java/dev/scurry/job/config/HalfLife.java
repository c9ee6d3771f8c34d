package dev.scurry.job.config;

/**
 * After {@code amount} of {@code unit} a weight is one half.
 *
 * @param amount in milliseconds of event time, windows or points; 0 never forgets
 */
public record HalfLife(Unit unit, double amount) implements java.io.Serializable {

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
}
