package dev.scurry.generator;

/**
 * Picks an exact number of slots out of a sequence, one in each stretch of equal length, at a
 * random place in it. Where a due slot can't be used, the next that can be is.
 */
final class Quota {

  private final double from;
  private final double stretch;
  private final long limit;
  private final Dice dice;
  private long taken;
  private double next;

  /**
   * @param from first slot that may be picked
   * @param stretch slots for each pick, > 0
   * @param limit picks in all
   */
  Quota(double from, double stretch, long limit, Dice dice) {
    this.from = from;
    this.stretch = stretch;
    this.limit = limit;
    this.dice = dice;
    this.next = place();
  }

  /** Picks {@code limit} slots from {@code from} up to {@code to} (exclusive). */
  static Quota exactly(long limit, double from, double to, Dice dice) {
    return new Quota(from, Math.max(to - from, 0) / Math.max(limit, 1), limit, dice);
  }

  /** Picks a share of the slots, for ever. */
  static Quota share(double share, double from, Dice dice) {
    return share == 0 ? exactly(0, 0, 0, dice) : new Quota(from, 1 / share, Long.MAX_VALUE, dice);
  }

  boolean due(long slot) {
    return taken < limit && slot >= next;
  }

  void take() {
    taken++;
    next = place();
  }

  private double place() {
    return Math.floor(from + (taken + dice.uniform()) * stretch);
  }
}
