package dev.scurry.cli.pairs;

/** The distance of a line that is being read: what lies behind the second comma. */
final class DistanceField {

  /** So many digits fit 64 bits, or are seen not to. */
  private static final int FAST_DIGITS = 19;

  private int end;

  /** Where the line ends that was read last: its line feed. */
  int end() {
    return end;
  }

  /** The number up to the line's end; NaN where it is none. */
  double read(byte[] bytes, int from) {
    int at = from;
    int point = -1;
    long digits = 0;
    byte next = bytes[at];
    while (true) {
      int digit = next - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (next == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
      next = bytes[++at];
    }
    int lineEnd = next == '\r' ? at + 1 : at;
    int count = point < 0 ? at - from : at - from - 1;
    if (bytes[lineEnd] != '\n' || count == 0 || count > FAST_DIGITS) {
      return readSlowly(bytes, from);
    }
    double value = Decimals.scaled(digits, point < 0 ? 0 : at - point - 1);
    if (Double.isNaN(value)) {
      return readSlowly(bytes, from);
    }
    end = lineEnd;
    return value;
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
