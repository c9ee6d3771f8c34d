package dev.scurry.job.daily;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * DBSCAN of lines of distances by the textbook: a map of all pairs, then a walk from core to core.
 */
final class NaivePairs {

  private final List<String> keys = new ArrayList<>();
  private final Map<List<Integer>, Double> distances = new HashMap<>();
  private final boolean integerKeys;

  NaivePairs(boolean integerKeys) {
    this.integerKeys = integerKeys;
  }

  void add(String left, String right, double distance) {
    int i = rank(left);
    int j = rank(right);
    distances.merge(List.of(Math.min(i, j), Math.max(i, j)), distance, Math::min);
  }

  /** The text of clusters.csv. */
  String clusters(double eps, int minSamples) {
    int[] labels = labels(eps, minSamples);
    StringBuilder text = new StringBuilder("cluster,key\r\n");
    for (int label : IntStream.of(labels).filter(label -> label >= 0).distinct().toArray()) {
      for (int rank = 0; rank < labels.length; rank++) {
        if (labels[rank] == label) {
          text.append(label).append(',').append(CsvText.quoted(keys.get(rank))).append("\r\n");
        }
      }
    }
    return text.toString();
  }

  int points() {
    return keys.size();
  }

  private int rank(String key) {
    String plain = integerKeys ? Long.toString(Long.parseLong(key)) : key;
    if (!keys.contains(plain)) {
      keys.add(plain);
    }
    return keys.indexOf(plain);
  }

  private int[] labels(double eps, int minSamples) {
    List<List<Integer>> near = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      near.add(new ArrayList<>(List.of(i)));
    }
    distances.forEach(
        (pair, distance) -> {
          if (distance <= eps && !pair.get(0).equals(pair.get(1))) {
            near.get(pair.get(0)).add(pair.get(1));
            near.get(pair.get(1)).add(pair.get(0));
          }
        });
    int[] labels = new int[keys.size()];
    Arrays.fill(labels, -1);
    int label = 0;
    for (int start = 0; start < labels.length; start++) {
      if (labels[start] < 0 && near.get(start).size() >= minSamples) {
        walk(start, label++, near, minSamples, labels);
      }
    }
    return labels;
  }

  private static void walk(
      int start, int label, List<List<Integer>> near, int minSamples, int[] labels) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      int rank = open.pop();
      boolean first = labels[rank] < 0;
      labels[rank] = first ? label : labels[rank];
      if (first && near.get(rank).size() >= minSamples) {
        open.addAll(near.get(rank));
      }
    }
  }
}
