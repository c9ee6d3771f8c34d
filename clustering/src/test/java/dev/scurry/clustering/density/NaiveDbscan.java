package dev.scurry.clustering.density;

import java.util.ArrayDeque;
import java.util.Arrays;

/** The textbook's DBSCAN over a full neighbour matrix, in scikit-learn's order of visits. */
final class NaiveDbscan {

  private NaiveDbscan() {}

  static int[] labels(boolean[][] neighbours, int minSamples) {
    int n = neighbours.length;
    int[] labels = new int[n];
    Arrays.fill(labels, PairDbscan.NOISE);
    int label = 0;
    for (int start = 0; start < n; start++) {
      if (labels[start] == PairDbscan.NOISE && isCore(neighbours, start, minSamples)) {
        expand(neighbours, minSamples, labels, start, label++);
      }
    }
    return labels;
  }

  static boolean isCore(boolean[][] neighbours, int point, int minSamples) {
    int count = 1;
    for (int other = 0; other < neighbours.length; other++) {
      if (other != point && neighbours[point][other]) {
        count++;
      }
    }
    return count >= minSamples;
  }

  private static void expand(
      boolean[][] neighbours, int minSamples, int[] labels, int start, int label) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.push(start);
    labels[start] = label;
    while (!open.isEmpty()) {
      int point = open.pop();
      if (!isCore(neighbours, point, minSamples)) {
        continue;
      }
      for (int other = 0; other < neighbours.length; other++) {
        if (neighbours[point][other] && labels[other] == PairDbscan.NOISE) {
          labels[other] = label;
          open.push(other);
        }
      }
    }
  }
}
