package dev.scurry.job.daily;

import java.util.ArrayList;
import java.util.List;

/** Fields of CSV as RFC 4180 has them: quoted where needed, a quote inside is doubled. */
final class CsvText {

  private CsvText() {}

  /** The field, in quotes if it has a comma, a quote or a line break. */
  static String quoted(String field) {
    return isPlain(field) ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** Whether the field can stand without quotes. */
  static boolean isPlain(String field) {
    for (int at = 0; at < field.length(); at++) {
      char c = field.charAt(at);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return false;
      }
    }
    return true;
  }

  /** The fields of one row, or null where its quotes are wrong. */
  static List<String> split(String row) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      int end = row.startsWith("\"", at) ? quotedEnd(row, at) : plainEnd(row, at);
      if (end < 0) {
        return null;
      }
      fields.add(row.startsWith("\"", at) ? unquoted(row, at, end) : row.substring(at, end));
      if (end == row.length()) {
        return fields;
      }
      at = end + 1;
    }
  }

  private static String unquoted(String row, int from, int end) {
    return row.substring(from + 1, end - 1).replace("\"\"", "\"");
  }

  /** End of a field without quotes, or -1 if there is one in it. */
  private static int plainEnd(String row, int from) {
    int comma = row.indexOf(',', from);
    int end = comma < 0 ? row.length() : comma;
    int quote = row.indexOf('"', from);
    return quote >= 0 && quote < end ? -1 : end;
  }

  /** End of the quoted field that begins at from, or -1 if it does not end before a comma. */
  private static int quotedEnd(String row, int from) {
    int at = from + 1;
    while (true) {
      int quote = row.indexOf('"', at);
      if (quote < 0) {
        return -1;
      }
      if (!row.startsWith("\"", quote + 1)) {
        int end = quote + 1;
        return end == row.length() || row.charAt(end) == ',' ? end : -1;
      }
      at = quote + 2;
    }
  }
}
