package dev.scurry.job.daily;

import java.io.IOException;
import java.util.Set;

/**
 * Tells the rows of some users from those of others, in gzipped CSV, and counts what it leaves out.
 */
final class ForgottenRows {

  private final DayStore store;
  private final Set<String> users;
  private long count;

  ForgottenRows(DayStore store, Set<String> users) {
    this.store = store;
    this.users = Set.copyOf(users);
  }

  /** Rows that were left out so far. */
  long count() {
    return count;
  }

  /**
   * Copies an object's header and all rows but theirs, as they stand.
   *
   * @throws UnusableDayException if it has a row that can't be copied to the byte
   */
  void copyOthers(String path, Spool out) throws IOException {
    try (CsvRows csv = CsvRows.ofGzip(store.open(path))) {
      CsvRow header = csv.next();
      if (header != null) {
        out.header(header.text() + "\n");
      }
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        if (isTheirs(row)) {
          count++;
        } else {
          checkCopied(path, row);
          out.row(row.text() + "\n");
        }
      }
    }
  }

  /** Whether a row of an object names one of them, in whatever field. */
  boolean areIn(String path) throws IOException {
    try (CsvRows csv = CsvRows.ofGzip(store.open(path))) {
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        boolean named =
            row.fields() == null
                ? areNamedIn(row.text())
                : row.fields().stream().anyMatch(users::contains);
        if (named) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a text has one of them in it. */
  boolean areNamedIn(String text) {
    return users.stream().anyMatch(text::contains);
  }

  /** A row that is not well-formed is theirs if it has one of them in it. */
  private boolean isTheirs(CsvRow row) {
    return row.fields() == null ? areNamedIn(row.text()) : users.contains(row.fields().get(0));
  }

  private static void checkCopied(String path, CsvRow row) {
    if (row.problem() == RowProblem.TOO_LONG || row.problem() == RowProblem.NOT_UTF8) {
      throw new UnusableDayException(
          "line %d of %s can't be copied: %s".formatted(row.line(), path, row.problem().word()));
    }
  }
}
