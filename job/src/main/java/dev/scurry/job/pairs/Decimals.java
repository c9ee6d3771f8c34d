package dev.scurry.job.pairs;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/** Numbers in decimal notation, read from bytes to the nearest double. */
final class Decimals {

  /** Up to here a whole number is a double. */
  private static final long LARGEST_EXACT = 1L << 53;

  /** Those powers of ten that are doubles. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final boolean[] OF_A_NUMBER = new boolean[256];

  static {
    for (char c : "0123456789+-.eE".toCharArray()) {
      OF_A_NUMBER[c] = true;
    }
  }

  private Decimals() {}

  /**
   * digits / 10^scale where that is one division of two doubles, which is rounded once and so to
   * the nearest (Clinger: How to read floating point numbers accurately. PLDI 1990); else NaN.
   */
  static double scaled(long digits, int scale) {
    return digits >= 0 && digits <= LARGEST_EXACT && scale < POWERS.length
        ? digits / POWERS[scale]
        : Double.NaN;
  }

  /**
   * The number that these bytes are, with blanks around it or not; NaN where they are none,
   * infinite where it is too large for a double.
   */
  static double parse(byte[] bytes, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    while (from < to && bytes[to - 1] == ' ') {
      to--;
    }
    for (int at = from; at < to; at++) {
      if (!OF_A_NUMBER[bytes[at] & 0xFF]) {
        return Double.NaN;
      }
    }
    try {
      return JavaDoubleParser.parseDouble(bytes, from, to - from);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
