package dev.scurry.clustering.inspect;

/**
 * What single linkage's merges are to clusters: each merge makes a node with an id, a level and the
 * figures of all merge distances inside it.
 *
 * <p>Two points found a cluster: a new id, level 0. A point that joins one raises its level by 1.
 * Of two clusters the one with the larger id is merged into the other, one level above the higher
 * of the two; the lower of the two counts as unchanged on the levels in between.
 */
final class MergeTree {

  /** In {@link #inner}: this merge joins no two clusters. */
  static final int NONE = -1;

  /** Deviation of a single distance. */
  private static final double DEVIATION_OF_ONE = 1e-5;

  final int points;
  final int merges;
  final int[] id;
  final int[] level;
  final int[] size;

  /** Id of the cluster that was merged into this one, or {@link #NONE}. */
  final int[] inner;

  /** By id: the node of its two first points. */
  final int[] founder;

  /** Where its members begin in {@link #members}; there are {@link #size} of them. */
  final int[] firstMember;

  /** The points, each node's together. */
  final int[] members;

  final double[] mean;
  final double[] deviation;

  /** The merge's own distance is above mean + deviation; it counts among the distances itself. */
  final boolean[] beyondOne;

  /** Above mean + 2 deviations. */
  final boolean[] beyondTwo;

  private final SingleLinkage linkage;
  private int clusters;

  MergeTree(SingleLinkage linkage) {
    this.linkage = linkage;
    this.points = linkage.points;
    this.merges = points - 1;
    this.id = new int[merges];
    this.level = new int[merges];
    this.size = new int[merges];
    this.inner = new int[merges];
    this.founder = new int[merges];
    this.firstMember = new int[merges];
    this.members = new int[points];
    this.mean = new double[merges];
    this.deviation = new double[merges];
    this.beyondOne = new boolean[merges];
    this.beyondTwo = new boolean[merges];
    for (int k = 0; k < merges; k++) {
      place(k);
    }
    layOut();
  }

  /** How many ids there are. */
  int clusters() {
    return clusters;
  }

  /** The node of the left side, negative where it is a point. */
  int left(int k) {
    return linkage.left[k] - points;
  }

  /** The node of the right side, negative where it is a point. */
  int right(int k) {
    return linkage.right[k] - points;
  }

  /** The point that joins a cluster; the second of two points. */
  int lastPoint(int k) {
    return right(k) < 0 ? linkage.right[k] : linkage.left[k];
  }

  boolean joinsClusters(int k) {
    return inner[k] != NONE;
  }

  /** Of two clusters the one that keeps its id. */
  int outerNode(int k) {
    return id[left(k)] < id[right(k)] ? left(k) : right(k);
  }

  int innerNode(int k) {
    return id[left(k)] < id[right(k)] ? right(k) : left(k);
  }

  /** Of two clusters the one with the lower level: it counts as unchanged up to the other's. */
  int lowerNode(int k) {
    return level[left(k)] < level[right(k)] ? left(k) : right(k);
  }

  /** Of the merge itself. */
  double distance(int k) {
    return linkage.distance[k];
  }

  /** One past a node's last place among the members. */
  int memberEnd(int k) {
    return firstMember[k] + size[k];
  }

  /** The coordinates of n x d points in the order of {@link #members}. */
  double[] ordered(double[] coordinates, int dimensions) {
    double[] ordered = new double[coordinates.length];
    for (int place = 0; place < points; place++) {
      System.arraycopy(
          coordinates, members[place] * dimensions, ordered, place * dimensions, dimensions);
    }
    return ordered;
  }

  private void place(int k) {
    int left = left(k);
    int right = right(k);
    inner[k] = NONE;
    size[k] = (left < 0 ? 1 : size[left]) + (right < 0 ? 1 : size[right]);
    if (right < 0) {
      id[k] = clusters;
      founder[clusters++] = k;
    } else if (left < 0) {
      id[k] = id[right];
      level[k] = level[right] + 1;
    } else {
      id[k] = Math.min(id[left], id[right]);
      inner[k] = Math.max(id[left], id[right]);
      level[k] = Math.max(level[left], level[right]) + 1;
    }
  }

  /**
   * Every node's members, and every node's distances, lie together: first the right side's, then
   * the left side's, then the merge's own. So all of them take O(n) memory, in the order in which
   * the figures are summed.
   */
  private void layOut() {
    float[] distances = new float[merges];
    int[] first = new int[merges];
    for (int k = merges - 1; k >= 0; k--) {
      int middle = layOutRight(k, first);
      int left = left(k);
      if (left < 0) {
        members[middle] = linkage.left[k];
      } else {
        firstMember[left] = middle;
        first[left] = first[k] + size[right(k)] - 1;
      }
      distances[first[k] + size[k] - 2] = (float) linkage.distance[k];
    }
    float[] scratch = new float[merges];
    for (int k = 0; k < merges; k++) {
      measure(k, distances, first[k], scratch);
    }
  }

  /** Where the left side's members begin. */
  private int layOutRight(int k, int[] first) {
    int right = right(k);
    if (right < 0) {
      members[firstMember[k]] = linkage.right[k];
      return firstMember[k] + 1;
    }
    firstMember[right] = firstMember[k];
    first[right] = first[k];
    return firstMember[k] + size[right];
  }

  private void measure(int k, float[] distances, int from, float[] scratch) {
    int to = from + size[k] - 1;
    mean[k] = PairwiseSum.mean(distances, from, to);
    deviation[k] =
        size[k] == 2 ? DEVIATION_OF_ONE : PairwiseSum.deviation(distances, from, to, scratch);
    double one = mean[k] + deviation[k];
    beyondOne[k] = distances[to - 1] > one;
    beyondTwo[k] = distances[to - 1] > one + deviation[k];
  }
}
