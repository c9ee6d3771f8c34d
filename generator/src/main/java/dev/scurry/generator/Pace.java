package dev.scurry.generator;

/** When the n-th record is due at a steady rate. */
final class Pace {

  private static final double NANOS = 1e9;

  private final double rate;

  /**
   * A rate.
   *
   * @param rate records a second, >= 0; 0: as fast as it goes
   */
  Pace(double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("a rate is a number >= 0, not " + rate);
    }
    this.rate = rate;
  }

  double rate() {
    return rate;
  }

  /** Nanoseconds until the record after {@code sent} others is due; negative: it is overdue. */
  long untilDue(long sent, long elapsedNanos) {
    return rate == 0 ? 0 : (long) (sent / rate * NANOS) - elapsedNanos;
  }
}
