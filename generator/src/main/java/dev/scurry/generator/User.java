package dev.scurry.generator;

import dev.scurry.schema.ActivityEvent;
import java.time.Instant;
import java.util.Locale;

/**
 * One synthetic user: his traits, and the acts of his present day, drawn one at a time in order of
 * time.
 *
 * <p>The times of a day's n acts are sorted uniform numbers, mapped through the daily curve. Sorted
 * uniforms come one by one without a buffer: of those that remain, r of them in (u, 1), the
 * smallest is 1 - (1 - u) V^(1/r) with V uniform (Bentley and Saxe, "Generating sorted lists of
 * random numbers", 1980).
 */
final class User implements Comparable<User> {

  private static final double MILLIS_PER_HOUR = 3_600_000;
  private static final double HALF_HOUR = 0.5;
  private static final double RATE_SPREAD = 0.15;
  private static final double DWELL_SPREAD = 0.10;
  private static final double ACT_DWELL_SPREAD = 0.35;

  final int index;
  final int persona;
  final String id;
  final int partition;
  final double rate;
  private final double phase;
  private final double dwell;
  private final Dice dice;
  private final int posts;

  private long acts;
  private int post = -1;

  private Habits habits;
  private long dayStart;
  private double firstHour;
  private double firstShare;
  private double uniform;
  private long remaining;
  private long nextTime;

  User(int index, int persona, GeneratorConfig config) {
    this.index = index;
    this.persona = persona;
    this.id = String.format(Locale.ROOT, "u%07d", index);
    this.partition = Partitions.of(id, config.partitions());
    this.dice = Dice.of(config.seed(), Crowd.USER_DICE, index);
    this.rate = dice.lognormal(RATE_SPREAD);
    this.dwell = dice.lognormal(DWELL_SPREAD);
    this.phase = Math.max(-1, Math.min(1, HALF_HOUR * dice.gaussian()));
    this.posts = Math.max(1000, (int) Math.min(4L * config.users(), 9_999_999));
  }

  /** Begins a day with n acts, n > 0; the acts of the day before must be over. */
  void beginDay(long start, long n, Habits today) {
    habits = today;
    dayStart = start;
    double hourOfStart = Math.floorMod(start, Crowd.DAY_MILLIS) / MILLIS_PER_HOUR;
    firstHour = wrapped(hourOfStart - phase);
    firstShare = today.shareBefore(firstHour);
    uniform = 0;
    remaining = n;
    drawTime();
  }

  /** Epoch milliseconds of his next act. */
  long nextTime() {
    return nextTime;
  }

  /** Whether there was another act after the last; {@link #nextTime} is its time then. */
  boolean advance() {
    remaining--;
    if (remaining == 0) {
      return false;
    }
    drawTime();
    return true;
  }

  /** Draws what he does, as if at a given time. */
  ActivityEvent act(long time) {
    EventType type = habits.type(dice.uniform());
    if (post < 0 || type == EventType.POST || dice.uniform() < habits.novelty) {
      post = popular(dice.uniform());
    }
    long dwellMillis = Math.round(habits.dwellMillis * dwell * dice.lognormal(ACT_DWELL_SPREAD));
    return new ActivityEvent(
        id + "-" + acts++,
        id,
        type.word(),
        String.format(Locale.ROOT, "p%07d", post),
        Instant.ofEpochMilli(time).toString(),
        dwellMillis);
  }

  @Override
  public int compareTo(User other) {
    int byTime = Long.compare(nextTime, other.nextTime);
    return byTime != 0 ? byTime : Integer.compare(index, other.index);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return index;
  }

  private void drawTime() {
    double step = StrictMath.pow(1 - dice.uniform(), 1.0 / remaining);
    uniform = Math.min(1 - (1 - uniform) * step, Math.nextDown(1.0));
    double share = firstShare + uniform;
    double hours = habits.hourAt(share < 1 ? share : share - 1) - firstHour;
    if (hours < -1e-9) {
      hours += 24;
    }
    long offset = (long) (Math.max(hours, 0) * MILLIS_PER_HOUR);
    nextTime = dayStart + Math.min(offset, Crowd.DAY_MILLIS - 1);
  }

  /** A few posts are much more popular than the rest. */
  private int popular(double uniform) {
    return (int) (posts * uniform * uniform);
  }

  private static double wrapped(double hour) {
    double h = hour < 0 ? hour + 24 : hour;
    return h < 24 ? h : h - 24;
  }
}
