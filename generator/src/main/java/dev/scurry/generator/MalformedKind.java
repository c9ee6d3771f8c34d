package dev.scurry.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.schema.ActivityEvent;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.Arrays;

/** The ways in which a record can be no event. */
public enum MalformedKind {
  /** A line of a log. */
  NOT_JSON {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      return ("GET /posts/" + event.postId() + " HTTP/1.1").getBytes(UTF_8);
    }
  },
  /** Cut off in the middle. */
  TRUNCATED {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      byte[] whole = WireFormat.encode(event);
      return Arrays.copyOf(whole, 1 + dice.below(whole.length - 1));
    }
  },
  NO_USER {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      return WireFormat.encode(
          new ActivityEvent(
              event.eventId(),
              null,
              event.eventType(),
              event.postId(),
              event.eventTime(),
              event.dwellMs()));
    }
  },
  NO_TIME {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      return WireFormat.encode(at(event, null));
    }
  },
  /** A time that no calendar has. */
  BAD_TIME {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      return WireFormat.encode(at(event, "2026-02-30T25:61:00Z"));
    }
  },
  /** A time in the year three million. */
  TIME_OUT_OF_RANGE {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      return WireFormat.encode(at(event, "99999999999999999"));
    }
  },
  /** The bare word NaN where a time belongs. */
  NOT_A_NUMBER {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      String json = new String(WireFormat.encode(at(event, "NaN")), UTF_8);
      return json.replace("\"NaN\"", "NaN").getBytes(UTF_8);
    }
  },
  /** A user's clock that is 2 to 30 days ahead. */
  AHEAD_OF_CLOCK {
    @Override
    byte[] spoil(ActivityEvent event, long clock, Dice dice) {
      long ahead = (2 + dice.below(29)) * 86_400_000L;
      return WireFormat.encode(at(event, Instant.ofEpochMilli(clock + ahead).toString()));
    }
  };

  /**
   * The bytes of an event, spoilt.
   *
   * @param clock epoch milliseconds of the record's own timestamp
   */
  abstract byte[] spoil(ActivityEvent event, long clock, Dice dice);

  private static ActivityEvent at(ActivityEvent event, String time) {
    return new ActivityEvent(
        event.eventId(), event.userId(), event.eventType(), event.postId(), time, event.dwellMs());
  }
}
