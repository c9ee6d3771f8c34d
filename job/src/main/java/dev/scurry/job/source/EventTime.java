package dev.scurry.job.source;

import dev.scurry.job.config.ScurryOptions.TimeUnitSetting;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads an event's time: ISO-8601, where what has no offset is UTC and what has no time of day is
 * midnight; or a number of seconds or milliseconds, fractions allowed. Fractions of a millisecond
 * are cut off.
 */
final class EventTime {

  /** The text is no time. */
  static final long UNREADABLE = Long.MIN_VALUE;

  /** Of the events that are taken: from 2000 up to, not including, 2100. */
  private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private static final long END = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  /** With unit auto a number below is seconds. In thousandths, as numbers are read. */
  private static final long AUTO_LIMIT = 100_000_000_000L * 1000;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private EventTime() {}

  static boolean inRange(long time) {
    return time >= FIRST && time < END;
  }

  /** Epoch milliseconds, of whatever year, or {@link #UNREADABLE}. */
  static long parse(String text, TimeUnitSetting unit) {
    long thousandths = DecimalText.scaled(text, 3, RoundingMode.FLOOR);
    if (thousandths == DecimalText.NOT_A_NUMBER) {
      return parseIso(text);
    }
    boolean seconds =
        switch (unit) {
          case S -> true;
          case MS -> false;
          case AUTO -> thousandths < AUTO_LIMIT;
        };
    return seconds || thousandths == DecimalText.TOO_LARGE
        ? thousandths
        : Math.floorDiv(thousandths, 1000);
  }

  private static long parseIso(String text) {
    boolean spaced = text.length() > 10 && text.charAt(10) == ' ';
    try {
      return epochMillis(
          ISO.parse(spaced ? text.substring(0, 10) + 'T' + text.substring(11) : text));
    } catch (DateTimeException | ArithmeticException e) {
      return UNREADABLE;
    }
  }

  private static long epochMillis(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    return LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time)
        .toInstant(offset == null ? ZoneOffset.UTC : offset)
        .toEpochMilli();
  }
}
