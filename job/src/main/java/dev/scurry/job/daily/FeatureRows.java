package dev.scurry.job.daily;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Decides what a row of a part says: a user's features, or which problem it has. */
final class FeatureRows {

  /** Largest size of a feature's value: squares of a day's sums stay finite. */
  static final double LARGEST = 1e100;

  private static final int FIRST_FEATURE = 2;

  private final int columns;
  private final long dayStart;
  private final long dayEnd;

  /**
   * @param columns in the header
   * @param day UTC; a window belongs to the day that its last millisecond lies in
   */
  FeatureRows(int columns, LocalDate day) {
    this.columns = columns;
    this.dayStart = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    this.dayEnd = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  FeatureRow read(int place, CsvRow row) {
    FeatureRow read = new FeatureRow();
    read.place = place;
    read.line = row.line();
    RowProblem problem = row.fields() == null ? row.problem() : fill(read, row.fields());
    if (problem != null) {
      read.text = row.text();
      return read.reject(problem);
    }
    return read;
  }

  private RowProblem fill(FeatureRow row, List<String> fields) {
    if (fields.size() != columns) {
      return RowProblem.COLUMNS;
    }
    row.user = fields.get(0);
    if (row.user.isEmpty()) {
      return RowProblem.USER;
    }
    return fillNumbers(row, fields);
  }

  private RowProblem fillNumbers(FeatureRow row, List<String> fields) {
    try {
      row.windowEnd = time(fields.get(1));
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return RowProblem.WINDOW_END;
    }
    if (row.windowEnd <= dayStart || row.windowEnd > dayEnd) {
      return RowProblem.OTHER_DAY;
    }
    row.values = values(fields);
    return row.values == null ? RowProblem.NUMBER : null;
  }

  /** Epoch milliseconds or ISO-8601. */
  private static long time(String text) {
    boolean digits = !text.isEmpty() && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(text) : Instant.parse(text).toEpochMilli();
  }

  /** Null where one is not a number, or too large. */
  private double[] values(List<String> fields) {
    double[] values = new double[columns - FIRST_FEATURE];
    for (int feature = 0; feature < values.length; feature++) {
      try {
        values[feature] = Double.parseDouble(fields.get(feature + FIRST_FEATURE));
      } catch (NumberFormatException e) {
        return null;
      }
      if (!(Math.abs(values[feature]) <= LARGEST)) {
        return null;
      }
    }
    return values;
  }
}
