package dev.scurry.job.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a person reads them. */
public final class Figures {

  private Figures() {}

  /** Four significant digits: 0.05035, 3.142, 12 340, 1.491e7. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double magnitude = Math.abs(value);
    if (magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e7)) {
      return String.format(Locale.ROOT, "%.3e", value)
          .replaceAll("e([+-])0*(\\d)", "e$1$2")
          .replace("e+", "e")
          .replace('-', '−');
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    String text = magnitude >= 1000 ? count(Math.round(value)) : plain(rounded);
    return text.replace('-', '−');
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** A whole number, its thousands apart. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** A share of one as percent. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A coordinate of a picture. */
  public static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
