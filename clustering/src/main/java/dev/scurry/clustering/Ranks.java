package dev.scurry.clustering;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Order statistics. */
final class Ranks {

  private Ranks() {}

  /** The least value that, with all lesser ones, has half of the weight; 0 of nothing. */
  static double weightedMedian(double[] values, double[] weights) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double total = 0;
    for (int i : order) {
      total += weights[i];
    }
    double sum = 0;
    for (int i : order) {
      sum += weights[i];
      if (sum >= total / 2) {
        return values[i];
      }
    }
    return 0;
  }
}
