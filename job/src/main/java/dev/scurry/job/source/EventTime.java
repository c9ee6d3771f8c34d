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
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private EventTime() {}

  static boolean inRange(long time) {
    return time >= FIRST && time < END;
  }

  /** Epoch milliseconds, of whatever year, or {@link #UNREADABLE}. */
  static long parse(String text, TimeUnitSetting unit) {
    long utc = parseUtc(text);
    if (utc != UNREADABLE) {
      return utc;
    }
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

  /**
   * The commonest form, {@code yyyy-MM-ddTHH:mm:ss[.fraction]Z}, four times as fast as the
   * formatter; {@link #UNREADABLE}: another form, or no time.
   */
  private static long parseUtc(String text) {
    int last = text.length() - 1;
    if (last < 19 || text.charAt(10) != 'T' || text.charAt(last) != 'Z') {
      return UNREADABLE;
    }
    int day = number(text, 8, 10);
    int second = number(text, 17, 19);
    int millis = last == 19 ? 0 : millis(text, last);
    boolean dashed = text.charAt(4) == '-' && text.charAt(7) == '-';
    boolean clock = text.charAt(13) == ':' && text.charAt(16) == ':' && second < 60;
    if (!dashed || !clock || day < 1 || day > 28 || second < 0 || millis < 0) {
      return UNREADABLE;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    boolean there = year >= 0 && month >= 1 && month <= 12 && hour >= 0 && hour < 24;
    return there && minute >= 0 && minute < 60
        ? LocalDate.of(year, month, day).toEpochDay() * 86_400_000
            + ((hour * 60 + minute) * 60 + second) * 1000L
            + millis
        : UNREADABLE;
  }

  /** The thousandths of {@code .fraction} between the second and the Z; negative: another form. */
  private static int millis(String text, int end) {
    int digits = end - 20;
    if (text.charAt(19) != '.' || digits < 1 || digits > 9 || number(text, 20, end) < 0) {
      return -1;
    }
    int millis = number(text, 20, Math.min(end, 23));
    return digits == 1 ? millis * 100 : digits == 2 ? millis * 10 : millis;
  }

  /** At most nine digits as a number; negative: there is something else among them. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
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
