package dev.scurry.clustering.density;

/**
 * The tree of merges of a spanning forest: nodes below {@code points} are the points, node {@code
 * points + m} is the m-th merge, in the order of the edges' weights.
 */
final class SingleLinkage {

  private final int points;
  private final int merges;
  private final int[] left;
  private final int[] right;
  private final double[] weight;
  private final int[] size;
  private final int[] roots;

  /** Of a forest's edges, sorted. */
  SingleLinkage(int points, EdgeList forest) {
    this.points = points;
    this.merges = forest.size();
    left = new int[merges];
    right = new int[merges];
    weight = new double[merges];
    size = new int[merges];
    int[] node = new int[points];
    for (int point = 0; point < points; point++) {
      node[point] = point;
    }
    DisjointSets sets = new DisjointSets(points);
    for (int merge = 0; merge < merges; merge++) {
      int a = sets.find(forest.from(merge));
      int b = sets.find(forest.to(merge));
      left[merge] = node[a];
      right[merge] = node[b];
      weight[merge] = forest.weight(merge);
      size[merge] = size(left[merge]) + size(right[merge]);
      sets.unite(a, b);
      node[sets.find(a)] = points + merge;
    }
    roots = roots(sets, node);
  }

  private int[] roots(DisjointSets sets, int[] node) {
    int[] found = new int[points - merges];
    int count = 0;
    for (int point = 0; point < points; point++) {
      if (sets.find(point) == point) {
        found[count++] = node[point];
      }
    }
    return found;
  }

  int points() {
    return points;
  }

  /** The top node of each tree. */
  int[] roots() {
    return roots;
  }

  boolean isPoint(int node) {
    return node < points;
  }

  int left(int node) {
    return left[node - points];
  }

  int right(int node) {
    return right[node - points];
  }

  /** At which its parts merge; of a merge, not of a point. */
  double weight(int node) {
    return weight[node - points];
  }

  /** How many points are below it. */
  int size(int node) {
    return isPoint(node) ? 1 : size[node - points];
  }
}
