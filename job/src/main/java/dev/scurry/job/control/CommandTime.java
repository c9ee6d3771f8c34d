package dev.scurry.job.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** The times in commands. */
public final class CommandTime {

  /** Windows are counted from here: 1970. */
  public static final long FIRST = 0;

  /** Of what a command may name: the beginning of the year 9999. */
  private static final long END = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

  private CommandTime() {}

  /**
   * An ISO-8601 time with its offset, such as 2026-01-31T12:00Z, as epoch milliseconds; empty where
   * the text is none, or one before 1970 or after 9998.
   */
  public static OptionalLong of(String text) {
    try {
      long time = OffsetDateTime.parse(text.strip()).toInstant().toEpochMilli();
      return time >= FIRST && time < END ? OptionalLong.of(time) : OptionalLong.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}
