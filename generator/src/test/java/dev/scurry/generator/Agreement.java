package dev.scurry.generator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adjusted Rand index of two labellings (Hubert and Arabie, 1985). */
final class Agreement {

  private Agreement() {}

  static double adjustedRandIndex(List<?> a, List<?> b) {
    Map<Object, Long> left = new HashMap<>();
    Map<Object, Long> right = new HashMap<>();
    Map<Object, Long> both = new HashMap<>();
    for (int i = 0; i < a.size(); i++) {
      left.merge(a.get(i), 1L, Long::sum);
      right.merge(b.get(i), 1L, Long::sum);
      both.merge(List.of(a.get(i), b.get(i)), 1L, Long::sum);
    }
    double expected = pairs(left) * pairs(right) / pairs(Map.of("all", (long) a.size()));
    double most = (pairs(left) + pairs(right)) / 2;
    return (pairs(both) - expected) / (most - expected);
  }

  private static double pairs(Map<Object, Long> counts) {
    return counts.values().stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
  }
}
