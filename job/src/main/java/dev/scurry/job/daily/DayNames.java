package dev.scurry.job.daily;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * Reads what a day is called by: {@code 2026-01-31}, {@code yesterday}, {@code today}, a range of
 * such with {@code ..} between its ends, which both count, or any other name.
 *
 * @param today in UTC
 * @param anyName whether a day may be no date
 */
record DayNames(LocalDate today, boolean anyName) {

  /** The longest range, in days: ten years. */
  private static final int LONGEST = 3653;

  /**
   * @throws IllegalArgumentException for a person
   */
  List<String> of(String text) {
    int dots = text.indexOf("..");
    return dots < 0
        ? List.of(name(text))
        : range(date(text.substring(0, dots)), date(text.substring(dots + 2)));
  }

  /**
   * @throws IllegalArgumentException for a person
   */
  String name(String text) {
    if (!anyName || text.equals("today") || text.equals("yesterday")) {
      return date(text).toString();
    }
    if (!DailyRequest.isDay(text)) {
      throw new IllegalArgumentException("'" + text + "' can't be the name of a day's folder");
    }
    return text;
  }

  private static List<String> range(LocalDate first, LocalDate last) {
    if (last.isBefore(first) || !last.isBefore(first.plusDays(LONGEST))) {
      throw new IllegalArgumentException(
          "%s..%s is no range of 1 to %d days".formatted(first, last, LONGEST));
    }
    return first.datesUntil(last.plusDays(1)).map(LocalDate::toString).toList();
  }

  private LocalDate date(String text) {
    try {
      return switch (text) {
        case "today" -> today;
        case "yesterday" -> today.minusDays(1);
        default -> LocalDate.parse(text);
      };
    } catch (DateTimeException e) {
      String names = anyName ? "" : "; with --from distances a day may have any name";
      throw new IllegalArgumentException(
          "'" + text + "' is no day such as 2026-01-31, today or yesterday" + names, e);
    }
  }
}
