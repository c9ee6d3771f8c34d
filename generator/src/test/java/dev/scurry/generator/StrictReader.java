package dev.scurry.generator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** A second reading of what an event is, apart from the job's: null for everything that is none. */
final class StrictReader {

  private static final long MAX_AHEAD = 3_600_000;
  private static final Instant FARTHEST = Instant.parse("9999-12-31T23:59:59Z");

  private StrictReader() {}

  /** Time of the event, or null where the record is no event. */
  static Long eventTime(ActivityRecord record) {
    try {
      JsonNode json = WireFormat.mapper().readTree(record.value());
      if (!json.isObject() || json.path("user_id").asText("").isEmpty()) {
        return null;
      }
      if (!json.path("dwell_ms").isIntegralNumber()) {
        return null;
      }
      Instant time = time(json.path("event_time").asText(""));
      boolean ahead = time.toEpochMilli() > record.timestamp() + MAX_AHEAD;
      return time.isAfter(FARTHEST) || ahead ? null : time.toEpochMilli();
    } catch (IOException | DateTimeException e) {
      return null;
    }
  }

  private static Instant time(String text) {
    return text.matches("\\d+") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
  }
}
