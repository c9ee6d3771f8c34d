package dev.scurry.job.daily;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The days that an event asks for: a notification as S3 sends it, whose keys are percent-encoded
 * with + for a space, or {@code {"day": "2026-01-31"}}. Whatever happened to an object, its day has
 * changed, so the event's name does not matter.
 */
final class EventDays {

  private static final String DAY = "day=";

  private final String bucket;

  /**
   * @param root records of another bucket are refused where this is {@code s3://BUCKET}
   */
  EventDays(String root) {
    String rest = root.startsWith("s3://") ? root.substring("s3://".length()) : "";
    this.bucket = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
  }

  /**
   * @param all of every record, each day once, in their order; else of the first one
   * @throws UnusableDayException if it names no day
   */
  List<String> of(String json, boolean all) {
    JsonNode event = parsed(json);
    if (event.path("day").isTextual()) {
      return List.of(event.get("day").textValue());
    }
    JsonNode records = event.path("Records");
    if (!records.isArray() || records.isEmpty()) {
      throw new UnusableDayException("the event has neither Records nor a day");
    }
    Set<String> days = new LinkedHashSet<>();
    for (JsonNode entry : records) {
      if (all || days.isEmpty()) {
        days.add(day(entry.path("s3")));
      }
    }
    return List.copyOf(days);
  }

  private static JsonNode parsed(String json) {
    try {
      return WireFormat.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new UnusableDayException("the event is no JSON: " + HyperParameters.plainly(e), e);
    }
  }

  private String day(JsonNode s3) {
    JsonNode key = s3.path("object").path("key");
    if (!key.isTextual()) {
      throw new UnusableDayException("a record of the event has no s3.object.key");
    }
    String of = s3.path("bucket").path("name").asText("");
    if (!bucket.isEmpty() && !of.isEmpty() && !of.equals(bucket)) {
      throw new UnusableDayException(
          "the event is of bucket %s, and the root is that of %s".formatted(of, bucket));
    }
    return dayOf(decoded(key.textValue()));
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnusableDayException("the event's key " + key + " is not percent-encoded", e);
    }
  }

  /** Of the last folder that is named so. */
  private static String dayOf(String key) {
    String day = null;
    String[] names = key.split("/", -1);
    for (int at = 0; at < names.length - 1; at++) {
      if (names[at].startsWith(DAY)) {
        day = names[at].substring(DAY.length());
      }
    }
    if (day == null) {
      throw new UnusableDayException(
          "the event's key '" + key + "' lies in no folder day=...: which day is it of?");
    }
    return day;
  }
}
