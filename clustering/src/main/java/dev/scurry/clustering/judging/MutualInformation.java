package dev.scurry.clustering.judging;

import java.util.Map;
import java.util.TreeMap;

/** What one labelling tells about another. */
public final class MutualInformation {

  private MutualInformation() {}

  /**
   * Mutual information divided by the arithmetic mean of the two entropies: 1 for the same
   * partition, 0 where one tells nothing about the other; not adjusted for chance (scikit-learn's
   * {@code normalized_mutual_info_score}; Strehl and Ghosh, JMLR 3, 2002).
   *
   * @param first a label for each thing, at least one; equal labels are one part
   * @param second the same length
   * @return from 0 to 1; 1 where both are one part
   */
  public static double normalized(long[] first, long[] second) {
    Gate.require(first.length == second.length, "%d labels and %d", first.length, second.length);
    Gate.require(first.length > 0, "there are no labels");
    Map<Long, Long> rows = new TreeMap<>();
    Map<Long, Long> columns = new TreeMap<>();
    Map<Long, Map<Long, Long>> cells = new TreeMap<>();
    for (int i = 0; i < first.length; i++) {
      rows.merge(first[i], 1L, Long::sum);
      columns.merge(second[i], 1L, Long::sum);
      cells.computeIfAbsent(first[i], row -> new TreeMap<>()).merge(second[i], 1L, Long::sum);
    }
    if (rows.size() <= 1 && columns.size() <= 1) {
      return 1;
    }
    double n = first.length;
    double both = information(cells, rows, columns, n);
    double mean = (entropy(rows, n) + entropy(columns, n)) / 2;
    return Math.min(1, Math.max(0, both / mean));
  }

  private static double information(
      Map<Long, Map<Long, Long>> cells, Map<Long, Long> rows, Map<Long, Long> columns, double n) {
    double sum = 0;
    for (Map.Entry<Long, Map<Long, Long>> row : cells.entrySet()) {
      double inRow = rows.get(row.getKey());
      for (Map.Entry<Long, Long> cell : row.getValue().entrySet()) {
        double expected = inRow * columns.get(cell.getKey()) / n;
        sum += cell.getValue() / n * StrictMath.log(cell.getValue() / expected);
      }
    }
    return sum;
  }

  private static double entropy(Map<Long, Long> counts, double n) {
    double sum = 0;
    for (long count : counts.values()) {
      sum -= count / n * StrictMath.log(count / n);
    }
    return sum;
  }
}
