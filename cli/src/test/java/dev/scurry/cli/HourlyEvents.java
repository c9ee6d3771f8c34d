package dev.scurry.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Users of three habits, some events an hour each, in windows of one hour. */
record HourlyEvents(int users) {

  /** What a job over them is told. */
  static final List<String> SETTINGS =
      List.of(
          "-D", "features.window.size=1 h",
          "-D", "features.window.slide=1 h",
          "-D", "training.k=3",
          "-D", "training.half-life=6 h",
          "-D", "source.idle-timeout=0 s");

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final long MINUTE_MS = 60_000;
  private static final String[] TYPES = {"view", "comment", "like"};

  /** All events of the first hours. */
  List<String> through(int hours) {
    List<String> events = new ArrayList<>();
    for (int hour = 0; hour < hours; hour++) {
      events.addAll(ofHour(hour));
    }
    return events;
  }

  /** The events of an hour, in time's order; the first two close the hour before. */
  List<String> ofHour(int hour) {
    Random random = new Random(hour);
    List<String> events = new ArrayList<>();
    for (int minute = 2; minute < 58; minute++) {
      for (int user = 0; user < users; user++) {
        int habit = user % TYPES.length;
        if (minute == 2 || random.nextInt(20) <= 3 * habit) {
          events.add(event(hour, minute, user, TYPES[random.nextInt(1 + habit)]));
        }
      }
    }
    return events;
  }

  private static String event(int hour, int minute, int user, String type) {
    Instant time = START.plusMillis((hour * 60L + minute) * MINUTE_MS + user);
    return String.format(
        "{\"event_id\":\"e%d-%d-%d\",\"user_id\":\"u%d\",\"event_type\":\"%s\",\"post_id\":\"p%d\",\"event_time\":\"%s\"}",
        hour, minute, user, user, type, minute % 7, time);
  }
}
