package dev.scurry.clustering;

import java.util.HashMap;
import java.util.Map;

/**
 * How far two partitions of the same things agree (Hubert and Arabie 1985): 1 when they are the
 * same, about 0 for chance, possibly below 0.
 */
public final class AdjustedRand {

  private AdjustedRand() {}

  /**
   * The adjusted Rand index of two labellings.
   *
   * @param first a label for each thing, at least one; equal labels are one part
   * @param second the same length
   * @return at most 1; 1 where both partitions are trivial in the same way
   */
  public static double of(long[] first, long[] second) {
    Checks.require(first.length == second.length, "%d labels and %d", first.length, second.length);
    Checks.require(first.length > 0, "there are no labels");
    Map<Long, Long> rows = new HashMap<>();
    Map<Long, Long> columns = new HashMap<>();
    Map<Cell, Long> cells = new HashMap<>();
    for (int i = 0; i < first.length; i++) {
      rows.merge(first[i], 1L, Long::sum);
      columns.merge(second[i], 1L, Long::sum);
      cells.merge(new Cell(first[i], second[i]), 1L, Long::sum);
    }
    return index(pairs(cells), pairs(rows), pairs(columns), pairs(first.length));
  }

  private static double index(double both, double inFirst, double inSecond, double all) {
    double expected = all == 0 ? 0 : inFirst * inSecond / all;
    double greatest = (inFirst + inSecond) / 2;
    return greatest == expected ? 1 : (both - expected) / (greatest - expected);
  }

  private static double pairs(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  private static double pairs(long n) {
    return n * (n - 1) / 2.0;
  }

  private record Cell(long first, long second) {}
}
