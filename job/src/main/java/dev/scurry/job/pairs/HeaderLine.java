package dev.scurry.job.pairs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;

/**
 * Tells a line of column names from a pair: three fields of which the third is a word. {@code NaN}
 * and {@code inf} are numbers that are no distances, so a line with them is no header.
 */
public final class HeaderLine {

  private static final Set<String> NO_NAMES = Set.of("nan", "inf", "infinity");

  private HeaderLine() {}

  /** Whether the first line of [0, end) is one. */
  public static boolean isFirstOf(byte[] bytes, int end) {
    int lineEnd = 0;
    while (lineEnd < end && bytes[lineEnd] != '\n') {
      lineEnd++;
    }
    String[] fields = new String(bytes, 0, lineEnd, ISO_8859_1).split(",", -1);
    return fields.length == 3 && isName(fields[2].strip());
  }

  private static boolean isName(String field) {
    String name = field.startsWith("\"") ? field.substring(1) : field;
    return !name.isEmpty()
        && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
        && !NO_NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
