package dev.scurry.clustering.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The n - 1 merges of single linkage by Euclidean distance, nearest first. Points are nodes 0 to n
 * - 1, merge k makes node n + k; of the two nodes that it joins the one with the lower number is
 * left.
 *
 * <p>Ties fall as in SciPy's {@code linkage(method="single")}: Prim's algorithm from point 0, the
 * lowest point among the nearest, then a stable sort. Like there, a merge names the point that was
 * reached just before, which in sorted order joins the same two clusters as the tree's own edge.
 */
final class SingleLinkage {

  final int points;
  final int[] left;
  final int[] right;
  final double[] distance;

  private SingleLinkage(int points) {
    this.points = points;
    this.left = new int[points - 1];
    this.right = new int[points - 1];
    this.distance = new double[points - 1];
  }

  /** O(n² d) time, O(n) memory. */
  static SingleLinkage of(double[] coordinates, int dimensions) {
    SingleLinkage linkage = new SingleLinkage(coordinates.length / dimensions);
    NearestFirst walk = new NearestFirst(coordinates, dimensions);
    int[] reached = new int[linkage.points];
    double[] steps = new double[linkage.points - 1];
    for (int k = 0; k < steps.length; k++) {
      reached[k + 1] = walk.next(reached[k]);
      steps[k] = walk.distance();
    }
    linkage.join(reached, steps, shortestFirst(steps));
    return linkage;
  }

  private static int[] shortestFirst(double[] steps) {
    return IntStream.range(0, steps.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> steps[k]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void join(int[] reached, double[] steps, int[] order) {
    int[] parent = new int[2 * points - 1];
    Arrays.setAll(parent, node -> node);
    for (int k = 0; k < order.length; k++) {
      int one = root(parent, reached[order[k]]);
      int other = root(parent, reached[order[k] + 1]);
      left[k] = Math.min(one, other);
      right[k] = Math.max(one, other);
      distance[k] = steps[order[k]];
      parent[one] = points + k;
      parent[other] = points + k;
    }
  }

  private static int root(int[] parent, int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Prim's algorithm: the points in the order in which they are reached. */
  private static final class NearestFirst {

    private final double[] coordinates;
    private final int dimensions;
    private final int[] waiting;
    private final double[] nearest;
    private final double[] squared;
    private int left;
    private double distance;

    NearestFirst(double[] coordinates, int dimensions) {
      this.coordinates = coordinates;
      this.dimensions = dimensions;
      this.left = coordinates.length / dimensions - 1;
      this.waiting = IntStream.rangeClosed(1, left).toArray();
      this.nearest = new double[left];
      this.squared = new double[left];
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      Arrays.fill(squared, Double.POSITIVE_INFINITY);
    }

    /** The nearest to all that were reached, of which {@code last} is the latest. */
    int next(int last) {
      int at = 0;
      for (int w = 0; w < left; w++) {
        double square = Distances.squared(coordinates, last, waiting[w], dimensions);
        if (square < squared[w]) {
          squared[w] = square;
          nearest[w] = Math.sqrt(square);
        }
        if (nearest[w] < nearest[at]) {
          at = w;
        }
      }
      distance = nearest[at];
      return take(at);
    }

    /** Its distance, of the point that was taken last. */
    double distance() {
      return distance;
    }

    /** The others stay in order. */
    private int take(int at) {
      int taken = waiting[at];
      left--;
      System.arraycopy(waiting, at + 1, waiting, at, left - at);
      System.arraycopy(nearest, at + 1, nearest, at, left - at);
      System.arraycopy(squared, at + 1, squared, at, left - at);
      return taken;
    }
  }
}
