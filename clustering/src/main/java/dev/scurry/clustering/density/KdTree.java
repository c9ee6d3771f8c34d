package dev.scurry.clustering.density;

import java.util.Arrays;

/**
 * Points in a binary tree of boxes (Euclidean): the nearest neighbours of each, and those within a
 * radius. Exact, duplicates welcome. Not thread-safe.
 */
final class KdTree {

  /*
   * A node holds a range of places; the points are moved into the order of places, so that a node's
   * are side by side. A range of more than LEAF points is halved at the median of the dimension in
   * which its box is widest [1]. Halving by number, not by value, keeps the depth at log2(n / LEAF)
   * also where all points are equal. Nodes are numbered in preorder: the left child of a node is the
   * next one.
   *
   * The distance of a point to a box is summed as that of two points is, dimension by dimension.
   * Rounding is monotonic, so it never exceeds the distance as computed of a point in the box: what
   * is left out because its box is too far is too far, to the last bit.
   *
   * Building takes O(n log n) on average, a neighbour search O(log n) where dimensions are few.
   *
   * [1] Friedman, Bentley, Finkel: An algorithm for finding best matches in logarithmic expected
   *     time. ACM TOMS 3 (3), 1977.
   */

  private static final int LEAF = 12;

  private final int dimensions;
  private final int count;
  private final int[] points;
  private final int[] places;
  private final double[] coordinates;

  private final int[] starts;
  private final int[] ends;
  private final int[] rights;
  private final double[] boxes;
  private int nodes;

  private final int[] stack = new int[64];
  private final double[] stackSquare = new double[64];

  /**
   * @param rows n x dimensions, checked; copied
   */
  KdTree(double[] rows, int dimensions) {
    this.dimensions = dimensions;
    this.count = rows.length / dimensions;
    points = new int[count];
    for (int point = 0; point < count; point++) {
      points[point] = point;
    }
    int most = mostNodes(count);
    starts = new int[most];
    ends = new int[most];
    rights = new int[most];
    boxes = new double[most * 2 * dimensions];
    coordinates = rows.clone();
    build(new MedianSplit(coordinates, dimensions, points), 0, count);
    places = new int[count];
    for (int place = 0; place < count; place++) {
      places[points[place]] = place;
    }
  }

  /** Halving ends at ranges of LEAF / 2 < points <= LEAF, or at one range for all. */
  private static int mostNodes(int count) {
    return 2 * Math.max(1, 2 * count / LEAF) + 1;
  }

  int count() {
    return count;
  }

  int nodes() {
    return nodes;
  }

  /** The point at a place. */
  int point(int place) {
    return points[place];
  }

  int start(int node) {
    return starts[node];
  }

  int end(int node) {
    return ends[node];
  }

  boolean isLeaf(int node) {
    return rights[node] == 0;
  }

  /** The left child is {@code node + 1}. */
  int right(int node) {
    return rights[node];
  }

  double squaredDistance(int place, int other) {
    double[] x = coordinates;
    int a = place * dimensions;
    int b = other * dimensions;
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double difference = x[a + f] - x[b + f];
      sum += difference * difference;
    }
    return sum;
  }

  /** To the nearest point of the node's box; not above the distance of any point in it. */
  double squaredDistanceToBox(int place, int node) {
    int at = place * dimensions;
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double value = coordinates[at + f];
      double outside = Math.max(Math.max(boxes[low + f] - value, value - boxes[high + f]), 0);
      sum += outside * outside;
    }
    return sum;
  }

  /**
   * The squared distance of each place's point to its k-th nearest, itself counted; infinite where
   * there are fewer than k points.
   */
  double[] squaredDistancesToNearest(int k) {
    double[] result = new double[count];
    double[] nearest = new double[k];
    for (int place = 0; place < count; place++) {
      result[place] = squaredDistanceToNearest(place, nearest);
    }
    return result;
  }

  private double squaredDistanceToNearest(int place, double[] nearest) {
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int last = nearest.length - 1;
    int depth = 0;
    stack[depth] = 0;
    stackSquare[depth++] = 0;
    while (depth > 0) {
      int node = stack[--depth];
      if (stackSquare[depth] >= nearest[last]) {
        continue;
      }
      if (rights[node] == 0) {
        for (int other = starts[node]; other < ends[node]; other++) {
          insert(nearest, squaredDistance(place, other));
        }
      } else {
        depth = pushChildren(place, node, depth);
      }
    }
    return nearest[last];
  }

  /** The nearer child on top. */
  private int pushChildren(int place, int node, int depth) {
    int left = node + 1;
    int right = rights[node];
    double toLeft = squaredDistanceToBox(place, left);
    double toRight = squaredDistanceToBox(place, right);
    boolean leftFirst = toLeft < toRight || (toLeft == toRight && place < starts[right]);
    stack[depth] = leftFirst ? right : left;
    stackSquare[depth] = leftFirst ? toRight : toLeft;
    stack[depth + 1] = leftFirst ? left : right;
    stackSquare[depth + 1] = leftFirst ? toLeft : toRight;
    return depth + 2;
  }

  private static void insert(double[] ascending, double value) {
    int place = ascending.length - 1;
    if (value >= ascending[place]) {
      return;
    }
    while (place > 0 && ascending[place - 1] > value) {
      ascending[place] = ascending[place - 1];
      place--;
    }
    ascending[place] = value;
  }

  /**
   * All points at a squared distance of at most {@code squaredLimit} from a point, itself among
   * them, in no particular order.
   *
   * @param found gets the points, from its start on; as long as there may be
   * @param squares gets their squared distances, or null
   * @return how many there are
   */
  int within(int point, double squaredLimit, int[] found, double[] squares) {
    int place = places[point];
    int count = 0;
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      int node = stack[--depth];
      if (squaredDistanceToBox(place, node) > squaredLimit) {
        continue;
      }
      if (rights[node] != 0) {
        stack[depth++] = rights[node];
        stack[depth++] = node + 1;
        continue;
      }
      for (int other = starts[node]; other < ends[node]; other++) {
        double square = squaredDistance(place, other);
        if (square <= squaredLimit) {
          found[count] = points[other];
          if (squares != null) {
            squares[count] = square;
          }
          count++;
        }
      }
    }
    return count;
  }

  private int build(MedianSplit median, int start, int end) {
    int node = nodes++;
    starts[node] = start;
    ends[node] = end;
    bound(node);
    if (end - start > LEAF) {
      int middle = (start + end) >>> 1;
      median.split(widest(node), start, end, middle);
      build(median, start, middle);
      rights[node] = build(median, middle, end);
    }
    return node;
  }

  private void bound(int node) {
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    for (int f = 0; f < dimensions; f++) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int place = starts[node]; place < ends[node]; place++) {
        double value = coordinates[place * dimensions + f];
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
      boxes[low + f] = least;
      boxes[high + f] = greatest;
    }
  }

  private int widest(int node) {
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    int widest = 0;
    for (int f = 1; f < dimensions; f++) {
      if (boxes[high + f] - boxes[low + f] > boxes[high + widest] - boxes[low + widest]) {
        widest = f;
      }
    }
    return widest;
  }
}
