package dev.scurry.job.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a decimal number as a whole number of some small unit. The time it takes is bounded
 * whatever the text says: a huge exponent is never multiplied out.
 */
final class DecimalText {

  /** The text is no finite decimal number. */
  static final long NOT_A_NUMBER = Long.MIN_VALUE;

  /** The number does not fit. */
  static final long TOO_LARGE = Long.MAX_VALUE;

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++))(?:[eE]([+-]?[0-9]++))?");

  private static final int MOST_DIGITS = 1000;
  private static final int MOST_EXPONENT = 100_000;
  private static final int LONG_DIGITS = 19;

  private DecimalText() {}

  /**
   * The number times 10^scale, rounded.
   *
   * @return it, or {@link #NOT_A_NUMBER}, or {@link #TOO_LARGE} where it does not fit into a long
   *     or has more than 1,000 digits
   */
  static long scaled(String text, int scale, RoundingMode rounding) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return NOT_A_NUMBER;
    }
    if (matcher.end(1) > MOST_DIGITS) {
      return TOO_LARGE;
    }
    BigDecimal mantissa = new BigDecimal(matcher.group(1));
    int exponent = matcher.group(2) == null ? 0 : exponent(matcher.group(2));
    return rounded(mantissa, exponent + scale, rounding);
  }

  private static long rounded(BigDecimal mantissa, int exponent, RoundingMode rounding) {
    int digitsBeforePoint = mantissa.precision() - mantissa.scale() + exponent;
    if (mantissa.signum() == 0) {
      return 0;
    }
    if (digitsBeforePoint > LONG_DIGITS) {
      return TOO_LARGE;
    }
    if (digitsBeforePoint < 0) {
      return rounding == RoundingMode.FLOOR && mantissa.signum() < 0 ? -1 : 0;
    }
    BigDecimal whole = mantissa.scaleByPowerOfTen(exponent).setScale(0, rounding);
    boolean fits = whole.unscaledValue().bitLength() < Long.SIZE;
    return fits && whole.longValue() != NOT_A_NUMBER ? whole.longValue() : TOO_LARGE;
  }

  private static int exponent(String text) {
    boolean negative = text.charAt(0) == '-';
    long value = 0;
    for (int i = 0; i < text.length() && value < MOST_EXPONENT; i++) {
      int digit = text.charAt(i) - '0';
      value = digit < 0 ? value : value * 10 + digit;
    }
    int bounded = (int) Math.min(value, MOST_EXPONENT);
    return negative ? -bounded : bounded;
  }
}
