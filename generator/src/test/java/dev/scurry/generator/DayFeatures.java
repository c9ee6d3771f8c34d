package dev.scurry.generator;

import dev.scurry.schema.ActivityEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The job's default features of one user and day, computed naively. */
final class DayFeatures {

  static final int COUNT = 7;

  private final Set<String> posts = new HashSet<>();
  private final Set<Long> hours = new HashSet<>();
  private int views;
  private int comments;
  private int events;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long dwell;

  void add(ActivityEvent event) {
    long time = Instant.parse(event.eventTime()).toEpochMilli();
    posts.add(event.postId());
    hours.add(time / 3_600_000);
    views += event.eventType().equals("view") ? 1 : 0;
    comments += event.eventType().equals("comment") ? 1 : 0;
    events++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    dwell += event.dwellMs();
  }

  double[] vector() {
    return new double[] {
      Math.log1p(posts.size()),
      Math.log1p(views),
      Math.log1p(comments),
      views == 0 ? 0 : comments / (double) views,
      hours.size(),
      events == 1 ? 0 : Math.log1p((last - first) / (events - 1.0)),
      dwell / (double) events
    };
  }
}
