package dev.scurry.job.daily;

import java.util.List;

/**
 * A row of a CSV file.
 *
 * @param line where it begins, from 1
 * @param text as it stands in the file, without its line end
 * @param fields unquoted; null where the row is not well-formed
 * @param problem why; null where it is
 */
record CsvRow(long line, String text, List<String> fields, RowProblem problem) {

  static CsvRow of(long line, String text) {
    List<String> fields = CsvText.split(text);
    return fields == null
        ? broken(line, text, RowProblem.QUOTES)
        : new CsvRow(line, text, fields, null);
  }

  static CsvRow broken(long line, String text, RowProblem problem) {
    return new CsvRow(line, text, null, problem);
  }
}
