package dev.scurry.clustering.density;

import java.util.Arrays;

/** Weighted edges in flat arrays, in which {@code from < to}; sorted by (weight, from, to). */
final class EdgeList {

  private int[] from;
  private int[] to;
  private double[] weight;
  private int size;

  EdgeList(int capacity) {
    from = new int[capacity];
    to = new int[capacity];
    weight = new double[capacity];
  }

  int size() {
    return size;
  }

  int capacity() {
    return from.length;
  }

  int from(int edge) {
    return from[edge];
  }

  int to(int edge) {
    return to[edge];
  }

  double weight(int edge) {
    return weight[edge];
  }

  /** Within the capacity. */
  void add(int i, int j, double w) {
    from[size] = Math.min(i, j);
    to[size] = Math.max(i, j);
    weight[size++] = w;
  }

  void grow() {
    int capacity = Math.max(16, from.length + (from.length >> 1));
    from = Arrays.copyOf(from, capacity);
    to = Arrays.copyOf(to, capacity);
    weight = Arrays.copyOf(weight, capacity);
  }

  /** Takes the root of each weight. */
  void takeRoots() {
    for (int edge = 0; edge < size; edge++) {
      weight[edge] = Math.sqrt(weight[edge]);
    }
  }

  /** Sorted edges become the spanning forest with the least weight of each tree (Kruskal). */
  void keepForest(DisjointSets sets) {
    int kept = 0;
    for (int edge = 0; edge < size; edge++) {
      if (sets.unite(from[edge], to[edge])) {
        from[kept] = from[edge];
        to[kept] = to[edge];
        weight[kept++] = weight[edge];
      }
    }
    size = kept;
  }

  /** A merge sort of the edges' numbers, from the bottom up; the arrays are moved once. */
  void sort() {
    int[] order = new int[size];
    for (int edge = 0; edge < size; edge++) {
      order[edge] = edge;
    }
    int[] other = new int[size];
    for (int width = 1; width < size && width > 0; width <<= 1) {
      for (int start = 0; start < size; start += 2 * width) {
        int middle = Math.min(start + width, size);
        merge(order, start, middle, Math.min(middle + width, size), other);
        if (start > size - 2 * width) {
          break;
        }
      }
      int[] merged = other;
      other = order;
      order = merged;
    }
    reorder(order);
  }

  private void merge(int[] order, int start, int middle, int end, int[] target) {
    int left = start;
    int right = middle;
    for (int place = start; place < end; place++) {
      if (left < middle && (right >= end || !before(order[right], order[left]))) {
        target[place] = order[left++];
      } else {
        target[place] = order[right++];
      }
    }
  }

  private boolean before(int a, int b) {
    if (weight[a] != weight[b]) {
      return weight[a] < weight[b];
    }
    return from[a] != from[b] ? from[a] < from[b] : to[a] < to[b];
  }

  private void reorder(int[] order) {
    int[] oldFrom = Arrays.copyOf(from, size);
    int[] oldTo = Arrays.copyOf(to, size);
    double[] oldWeight = Arrays.copyOf(weight, size);
    for (int place = 0; place < size; place++) {
      from[place] = oldFrom[order[place]];
      to[place] = oldTo[order[place]];
      weight[place] = oldWeight[order[place]];
    }
  }
}
