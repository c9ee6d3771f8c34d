package dev.scurry.cli.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.util.Arrays;

/** Reads the numbers of one line. */
final class RowParser {

  /** Algorithms refuse larger numbers, so that no sum of squares overflows. */
  static final double LARGEST = 1e70;

  private static final int LONGEST_QUOTE = 40;
  private static final boolean[] OF_A_NUMBER = new boolean[256];

  static {
    for (char c : "0123456789+-.eE".toCharArray()) {
      OF_A_NUMBER[c] = true;
    }
  }

  private final int labelSize;
  private final byte delimiter;
  private double[] values;
  private int columns;

  /** The field that was found last. */
  private int from;

  private int to;

  /**
   * @param columns numbers that a row has; 0: the first good row decides
   */
  RowParser(VectorLayout layout, int columns) {
    this.labelSize = layout.labelSize();
    this.delimiter = (byte) layout.delimiter();
    this.columns = columns;
    this.values = new double[Math.max(columns, 16)];
  }

  /** Numbers of a row; 0 as long as there was none. */
  int columns() {
    return columns;
  }

  /** Of the row that was parsed last; beyond {@link #columns} they mean nothing. */
  double[] values() {
    return values;
  }

  boolean isBlank(byte[] line, int start, int end) {
    return skipBlanks(line, start, end) == end;
  }

  /** What keeps the line from being a row, or null. */
  String parse(byte[] line, int start, int end) {
    int last = endWithoutBlanks(line, start, end);
    int next = start;
    int field = 0;
    while (next <= last) {
      next = findField(line, next, last);
      if (field >= labelSize) {
        String problem = take(line, field - labelSize);
        if (problem != null) {
          return "column " + (field + 1) + " " + problem;
        }
      }
      field++;
    }
    return wrongWidth(field);
  }

  private String wrongWidth(int fields) {
    int numbers = fields - labelSize;
    if (numbers <= 0) {
      return "no number behind " + fields + " skipped " + (fields == 1 ? "column" : "columns");
    }
    if (columns == 0) {
      columns = numbers;
    }
    return numbers == columns ? null : fields + " columns instead of " + (columns + labelSize);
  }

  /** Finds the field that begins at or behind {@code at}, and returns where the next one begins. */
  private int findField(byte[] line, int at, int end) {
    from = skipBlanks(line, at, end);
    int stop = from;
    if (stop < end && line[stop] == '"') {
      stop = quotedEnd(line, stop, end);
    }
    while (stop < end && line[stop] != delimiter) {
      stop++;
    }
    to = endWithoutBlanks(line, from, stop);
    if (to - from >= 2 && line[from] == '"' && line[to - 1] == '"') {
      from++;
      to--;
    }
    return delimiter == ' ' && stop < end ? skipBlanks(line, stop, end) : stop + 1;
  }

  /** Behind the closing quote; a doubled one opens the field again. */
  private static int quotedEnd(byte[] line, int quote, int end) {
    int at = quote;
    while (at < end && line[at] == '"') {
      at++;
      while (at < end && line[at] != '"') {
        at++;
      }
      at++;
    }
    return Math.min(at, end);
  }

  private int skipBlanks(byte[] line, int start, int end) {
    int at = start;
    while (at < end && isBlank(line[at])) {
      at++;
    }
    return at;
  }

  private int endWithoutBlanks(byte[] line, int start, int end) {
    int at = end;
    while (at > start && isBlank(line[at - 1])) {
      at--;
    }
    return at;
  }

  private boolean isBlank(byte b) {
    return b == ' ' || b == '\t' && delimiter != '\t';
  }

  /** Puts the field in its column; returns what is wrong with it, or null. */
  private String take(byte[] line, int column) {
    double value = number(line);
    if (!(Math.abs(value) <= LARGEST)) {
      return whatIsWrong(line, value);
    }
    if (column == values.length) {
      values = Arrays.copyOf(values, 2 * column);
    }
    values[column] = value;
    return null;
  }

  /** The field as a decimal number; NaN where it is none. */
  private double number(byte[] line) {
    for (int at = from; at < to; at++) {
      if (!OF_A_NUMBER[line[at] & 0xFF]) {
        return Double.NaN;
      }
    }
    try {
      return JavaDoubleParser.parseDouble(line, from, to - from);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private String whatIsWrong(byte[] line, double value) {
    int length = to - from;
    if (length <= 0) {
      return "is empty";
    }
    boolean cut = length > LONGEST_QUOTE;
    String start = new String(line, from, cut ? LONGEST_QUOTE : length, UTF_8);
    String text = start.replaceAll("\\p{Cntrl}", "?") + (cut ? "..." : "");
    if (!Double.isNaN(value)) {
      return "is beyond 1e70: '" + text + "'";
    }
    boolean notFinite = text.matches("(?i)[+-]?(nan|inf|infinity)");
    return (notFinite ? "is not finite: '" : "is no number: '") + text + "'";
  }
}
