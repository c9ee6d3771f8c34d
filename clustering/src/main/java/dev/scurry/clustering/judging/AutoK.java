package dev.scurry.clustering.judging;

import java.util.OptionalInt;

/**
 * The number of clusters of a stream: follows the advice of each window with hysteresis, so that
 * one odd window changes nothing. Immutable.
 *
 * @param k to be used now; empty before the first advice
 * @param candidate what was advised last, where that is not {@code k}; else 0
 * @param times how often in a row
 */
public record AutoK(OptionalInt k, int candidate, int times) {

  /** So often in a row another k is advised before it is taken. */
  private static final int PATIENCE = 2;

  /** Nothing advised yet. */
  public static AutoK start() {
    return new AutoK(OptionalInt.empty(), 0, 0);
  }

  public AutoK {
    Gate.require(k.orElse(1) >= 1, "k must be >= 1, not %d", k.orElse(1));
    Gate.require(candidate >= 0, "a candidate must be >= 0, not %d", candidate);
    Gate.require(times >= 0 && times < PATIENCE, "advised %d times", times);
  }

  /**
   * After one more window.
   *
   * @param recommended by {@link KSelection#recommended}, >= 1
   */
  public AutoK advised(int recommended) {
    Gate.require(recommended >= 1, "k must be >= 1, not %d", recommended);
    if (k.isEmpty() || k.getAsInt() == recommended) {
      return new AutoK(OptionalInt.of(recommended), 0, 0);
    }
    int now = recommended == candidate ? times + 1 : 1;
    return now == PATIENCE
        ? new AutoK(OptionalInt.of(recommended), 0, 0)
        : new AutoK(k, recommended, now);
  }
}
