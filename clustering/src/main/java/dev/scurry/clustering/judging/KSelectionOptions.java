package dev.scurry.clustering.judging;

import dev.scurry.clustering.LloydOptions;

/**
 * How the number of clusters is looked for.
 *
 * @param kMin the least k, >= 1
 * @param kMax the greatest k, >= kMin
 * @param lloyd how micro-clusters are reduced to each k; its own k is not used
 * @param references of the gap statistic, >= 1
 * @param seed of every choice
 */
public record KSelectionOptions(int kMin, int kMax, LloydOptions lloyd, int references, long seed) {

  public KSelectionOptions {
    java.util.Objects.requireNonNull(lloyd, "lloyd");
    Gate.range(kMin, kMax);
    Gate.require(references >= 1, "references must be >= 1, not %d", references);
  }

  /** Three restarts for each k, ten references: for a person who waits for the answer. */
  public static KSelectionOptions of(int kMin, int kMax, long seed) {
    return of(kMin, kMax, 3, 10, seed);
  }

  /** One restart for each k, five references: for advice at every window. */
  public static KSelectionOptions quick(int kMin, int kMax, long seed) {
    return of(kMin, kMax, 1, 5, seed);
  }

  private static KSelectionOptions of(int kMin, int kMax, int trials, int references, long seed) {
    Gate.range(kMin, kMax);
    LloydOptions lloyd =
        new LloydOptions(kMax, LloydOptions.Start.KMEANS_PLUS_PLUS, 100, trials, 1e-4);
    return new KSelectionOptions(kMin, kMax, lloyd, references, seed);
  }
}
