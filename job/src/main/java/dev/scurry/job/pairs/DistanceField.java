package dev.scurry.job.pairs;

/** The distance of a line that is being read: what lies behind the second comma. */
final class DistanceField {

  /** So many digits fit 64 bits, or are seen not to. */
  private static final int FAST_DIGITS = 19;

  private static final long[] TENS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private int end;

  /** Where the line ends that was read last: its line feed. */
  int end() {
    return end;
  }

  /** The number up to the line's end; NaN where it is none. */
  double read(byte[] bytes, int from) {
    long word = Words.at(bytes, from);
    int whole = Words.digits(word);
    long digits = whole == 0 ? 0 : Words.number(word, whole);
    int at = from + whole;
    int scale = 0;
    if (bytes[at] == '.') {
      word = Words.at(bytes, ++at);
      scale = Words.digits(word);
      if (scale > 0) {
        digits = digits * TENS[scale] + Words.number(word, scale);
        at += scale;
      }
    }
    int count = whole + scale;
    while (isDigit(bytes[at]) && count <= FAST_DIGITS) {
      digits = digits * 10 + bytes[at++] - '0';
      count++;
      scale += scale > 0 ? 1 : 0;
    }
    int lineEnd = bytes[at] == '\r' ? at + 1 : at;
    if (bytes[lineEnd] != '\n' || count == 0 || count > FAST_DIGITS) {
      return readSlowly(bytes, from);
    }
    double value = Decimals.scaled(digits, scale);
    if (Double.isNaN(value)) {
      return readSlowly(bytes, from);
    }
    end = lineEnd;
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Why these bytes are no distance; null where they are one. */
  static LineProblem problem(byte[] bytes, int from, int to) {
    double value = Decimals.parse(bytes, from, to);
    if (Double.isNaN(value)) {
      return LineProblem.NOT_A_NUMBER;
    }
    if (value < 0) {
      return LineProblem.NEGATIVE;
    }
    return Double.isInfinite(value) ? LineProblem.TOO_LARGE : null;
  }

  private double readSlowly(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] != '\n') {
      at++;
    }
    end = at;
    int to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
    return Decimals.parse(bytes, from, to) + 0.0; // no negative zero
  }
}
