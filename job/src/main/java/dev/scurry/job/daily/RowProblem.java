package dev.scurry.job.daily;

import java.util.Locale;

/** Why a row of the day's features is not used. */
enum RowProblem {
  /** Not as many fields as the header. */
  COLUMNS,
  /** A quote is not closed, or stands where none may. */
  QUOTES,
  /** Bytes that are not UTF-8. */
  NOT_UTF8,
  /** A line longer than {@link CsvRows#MAX_LINE} bytes. */
  TOO_LONG,
  /** No user. */
  USER,
  /** The window's end is not a time. */
  WINDOW_END,
  /** The window ends in another day. */
  OTHER_DAY,
  /** A feature is not a number, or its size is beyond {@link FeatureRows#LARGEST}. */
  NUMBER,
  /** The user has another row, of a later window or before this one in the files. */
  REPEATED_USER;

  /** As it is written to manifest and rejected file. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
