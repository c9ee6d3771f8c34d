package dev.scurry.clustering;

/**
 * Forgetting: a weight is multiplied by 2^(-elapsed / H). After exactly one half-life it is exactly
 * one half.
 *
 * <p>Decaying once over three units and three times over one give different doubles. So that equal
 * histories give equal bits, a weight is always decayed in one step from the position at which it
 * was last written.
 *
 * @param halfLife H, in the unit of the positions; 0 never forgets
 */
public record HalfLifeDecay(double halfLife) {

  /** Weights below this are dropped: they can't be told from nothing beside any living weight. */
  public static final double LEAST_WEIGHT = 0x1p-500;

  public HalfLifeDecay {
    Checks.require(
        halfLife >= 0 && halfLife <= Double.MAX_VALUE,
        "a half-life must be finite and >= 0, not %s",
        halfLife);
  }

  /**
   * What a weight that was written at one position is multiplied with at a later one.
   *
   * @return in [0, 1]
   */
  public double factor(long writtenAt, long now) {
    Checks.require(now >= writtenAt, "can't decay backwards, from %d to %d", writtenAt, now);
    if (halfLife == 0 || now == writtenAt) {
      return 1;
    }
    double elapsed = Math.subtractExact(now, writtenAt);
    return StrictMath.pow(2, -elapsed / halfLife);
  }
}
