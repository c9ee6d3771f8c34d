package dev.scurry.clustering.density;

import java.util.Arrays;

/**
 * The spanning tree of mutual reachability with every distance computed (Prim 1957): O(n² d) time,
 * O(n) memory. For points of many dimensions, where a tree of boxes excludes next to nothing.
 */
final class DenseSpanningTree {

  private final double[] points;
  private final int dimensions;
  private final int count;

  DenseSpanningTree(double[] points, int dimensions) {
    this.points = points;
    this.dimensions = dimensions;
    this.count = points.length / dimensions;
  }

  /** The squared distance to the minSamples-th nearest point, the point itself counted. */
  double[] squaredCores(int minSamples) {
    double[] cores = new double[count];
    if (minSamples > count) {
      Arrays.fill(cores, Double.POSITIVE_INFINITY);
      return cores;
    }
    double[] nearest = new double[minSamples];
    for (int i = 0; i < count; i++) {
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int j = 0; j < count; j++) {
        double square = squaredDistance(i, j);
        if (square < nearest[minSamples - 1]) {
          insert(nearest, square);
        }
      }
      cores[i] = nearest[minSamples - 1];
    }
    return cores;
  }

  /** Its weights are squared; nothing leads to points whose core distance is infinite. */
  EdgeList edges(double[] squaredCores) {
    EdgeList edges = new EdgeList(count - 1);
    double[] best = new double[count];
    int[] via = new int[count];
    boolean[] attached = new boolean[count];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    int at = 0;
    for (int left = count - 1; left > 0; left--) {
      attached[at] = true;
      int next = -1;
      for (int j = 0; j < count; j++) {
        if (attached[j]) {
          continue;
        }
        double floor = Math.max(squaredCores[at], squaredCores[j]);
        if (floor < best[j]) {
          double weight = Math.max(floor, squaredDistance(at, j));
          if (weight < best[j]) {
            best[j] = weight;
            via[j] = at;
          }
        }
        if (next < 0 || best[j] < best[next]) {
          next = j;
        }
      }
      if (best[next] < Double.POSITIVE_INFINITY) {
        edges.add(via[next], next, best[next]);
      }
      at = next;
    }
    return edges;
  }

  private double squaredDistance(int i, int j) {
    double[] x = points;
    int a = i * dimensions;
    int b = j * dimensions;
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double difference = x[a + f] - x[b + f];
      sum += difference * difference;
    }
    return sum;
  }

  private static void insert(double[] ascending, double value) {
    int place = ascending.length - 1;
    while (place > 0 && ascending[place - 1] > value) {
      ascending[place] = ascending[place - 1];
      place--;
    }
    ascending[place] = value;
  }
}
