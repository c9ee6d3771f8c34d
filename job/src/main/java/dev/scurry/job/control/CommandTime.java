package dev.scurry.job.control;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** The times in commands. */
public final class CommandTime {

  private CommandTime() {}

  /**
   * An ISO-8601 time with its offset, such as 2026-01-31T12:00Z, as epoch milliseconds; empty where
   * the text is none.
   */
  public static OptionalLong of(String text) {
    try {
      return OptionalLong.of(OffsetDateTime.parse(text.strip()).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}
