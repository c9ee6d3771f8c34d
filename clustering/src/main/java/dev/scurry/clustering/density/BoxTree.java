package dev.scurry.clustering.density;

import java.util.Arrays;

/** Points laid out so that neighbours in space are neighbours in memory, in a tree of boxes. */
final class BoxTree {

  /*
   * A node holds a range of places. A range of more than LEAF points is cut in the middle of the
   * dimension in which its box is widest (the sliding midpoint of [1]): where points are strewn
   * thinly around dense groups, each cut takes some of them off, and what is left is a group in a
   * small box. Halving at the median would leave a few of them in every box. After MOST_CUTS cuts,
   * or where all points are equal, a range is halved by number, so the depth stays bounded and the
   * costs of building are O(n d) times it.
   *
   * Nodes are numbered in preorder: the left child of a node is the next one. In a leaf points lie
   * by number. Everything follows from the points alone, so each worker builds the same tree.
   *
   * The distance of two boxes is summed as that of two points is, dimension by dimension. Rounding
   * is monotonic, so it never exceeds the distance as computed of a point in one and a point in the
   * other: what is left out because boxes are too far apart is too far apart, to the last bit.
   *
   * [1] Maneewongvatana, Mount: It's okay to be skinny, if your friends are fat. CGC 1999.
   */

  /** A tile of two leaves stays in the processor's first cache. */
  static final int LEAF = 128;

  private static final int MOST_CUTS = 64;

  private final int dimensions;
  private final double[] rows;
  private final int[] points;

  private int nodes;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] rights = new int[16];
  private double[] boxes;

  /**
   * @param rows count x dimensions, finite; moved into the order of places
   */
  BoxTree(double[] rows, int dimensions, int count) {
    this.dimensions = dimensions;
    this.rows = rows;
    this.boxes = new double[16 * 2 * dimensions];
    this.points = new int[count];
    for (int point = 0; point < count; point++) {
      points[point] = point;
    }
    if (count > 0) {
      build(0, count, 0);
    }
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

  /** Not above the squared distance of any two points of the two nodes. */
  double squaredDistance(int node, int other) {
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    int otherLow = other * 2 * dimensions;
    int otherHigh = otherLow + dimensions;
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double below = boxes[otherLow + f] - boxes[high + f];
      double above = boxes[low + f] - boxes[otherHigh + f];
      double outside = Math.max(Math.max(below, above), 0);
      sum += outside * outside;
    }
    return sum;
  }

  /** Not above the squared distance of the place's point and any point of the node. */
  double squaredDistanceToBox(int place, int node) {
    int at = place * dimensions;
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double value = rows[at + f];
      double outside = Math.max(Math.max(boxes[low + f] - value, value - boxes[high + f]), 0);
      sum += outside * outside;
    }
    return sum;
  }

  private int build(int start, int end, int depth) {
    int node = addNode(start, end);
    if (end - start <= LEAF) {
      sortByNumber(start, end);
      return node;
    }
    int cut = cut(node, depth);
    build(start, cut, depth + 1);
    int right = build(cut, end, depth + 1); // which may replace the arrays
    rights[node] = right;
    return node;
  }

  private int addNode(int start, int end) {
    int node = nodes++;
    if (node == starts.length) {
      int capacity = node + (node >> 1);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      rights = Arrays.copyOf(rights, capacity);
      boxes = Arrays.copyOf(boxes, Math.multiplyExact(capacity, 2 * dimensions));
    }
    starts[node] = start;
    ends[node] = end;
    bound(node);
    return node;
  }

  private void bound(int node) {
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    Arrays.fill(boxes, low, high, Double.POSITIVE_INFINITY);
    Arrays.fill(boxes, high, high + dimensions, Double.NEGATIVE_INFINITY);
    for (int place = starts[node], at = place * dimensions; place < ends[node]; place++) {
      for (int f = 0; f < dimensions; f++, at++) {
        boxes[low + f] = Math.min(boxes[low + f], rows[at]);
        boxes[high + f] = Math.max(boxes[high + f], rows[at]);
      }
    }
  }

  /** Moves the points of a node to the two sides of a place, and returns it. */
  private int cut(int node, int depth) {
    int half = (starts[node] + ends[node]) >>> 1;
    int widest = widest(node);
    if (widest < 0) {
      return half;
    }
    if (depth >= MOST_CUTS) {
      new MedianSplit(rows, dimensions, points).split(widest, starts[node], ends[node], half);
      return half;
    }
    int low = node * 2 * dimensions + widest;
    return partition(starts[node], ends[node], widest, middle(boxes[low], boxes[low + dimensions]));
  }

  /** At or above low, below high. */
  private static double middle(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle >= low && middle < high ? middle : low;
  }

  /** -1 where all points are equal. */
  private int widest(int node) {
    int low = node * 2 * dimensions;
    int widest = -1;
    double width = 0;
    for (int f = 0; f < dimensions; f++) {
      double here = boxes[low + dimensions + f] - boxes[low + f];
      if (here > width) {
        widest = f;
        width = here;
      }
    }
    return widest;
  }

  /** Points at or below the value first; returns the place of the first above it. */
  private int partition(int start, int end, int dimension, double value) {
    int left = start;
    int right = end;
    while (left < right) {
      if (rows[left * dimensions + dimension] <= value) {
        left++;
      } else {
        swap(left, --right);
      }
    }
    return left;
  }

  private void sortByNumber(int start, int end) {
    int[] unsorted = Arrays.copyOfRange(points, start, end);
    double[] moved = Arrays.copyOfRange(rows, start * dimensions, end * dimensions);
    Arrays.sort(points, start, end);
    for (int at = 0; at < unsorted.length; at++) {
      int place = Arrays.binarySearch(points, start, end, unsorted[at]);
      System.arraycopy(moved, at * dimensions, rows, place * dimensions, dimensions);
    }
  }

  private void swap(int i, int j) {
    int point = points[i];
    points[i] = points[j];
    points[j] = point;
    for (int f = 0, a = i * dimensions, b = j * dimensions; f < dimensions; f++, a++, b++) {
      double value = rows[a];
      rows[a] = rows[b];
      rows[b] = value;
    }
  }
}
