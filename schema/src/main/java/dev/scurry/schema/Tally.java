package dev.scurry.schema;

import java.util.Map;

/**
 * Where every event went, from the beginning up to a window's end: {@code in = accepted + late +
 * dead}, always.
 *
 * @param windowEnd the window's end, ISO-8601 UTC; null in the last tally of bounded input, which
 *     counts everything
 * @param in records read
 * @param accepted events handed to the features
 * @param late events too late, by reason
 * @param dead dead letters, by reason
 * @param eventsInFeatures events that the features of closed windows have counted, each once
 * @param forgotten events of forgotten users that no window had counted yet; with {@code
 *     eventsInFeatures} they are the {@code accepted} of the last tally of bounded input
 * @param users distinct users with features so far (exact up to 65,536, an estimate within 1 %
 *     above)
 */
public record Tally(
    String windowEnd,
    long in,
    long accepted,
    Map<String, Long> late,
    Map<String, Long> dead,
    long eventsInFeatures,
    long forgotten,
    long users,
    int format) {

  public long lateTotal() {
    return late.values().stream().mapToLong(Long::longValue).sum();
  }

  public long deadTotal() {
    return dead.values().stream().mapToLong(Long::longValue).sum();
  }
}
