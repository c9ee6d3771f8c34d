package dev.scurry.clustering.density;

/** Sets of the numbers 0 to n - 1 that are united again and again (union by size, path halving). */
final class DisjointSets {

  private final int[] parent;
  private final int[] size;

  DisjointSets(int n) {
    parent = new int[n];
    size = new int[n];
    reset();
  }

  /** Each number alone. */
  void reset() {
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      size[i] = 1;
    }
  }

  /** The number that stands for the set. */
  int find(int member) {
    int at = member;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** False where the two were in one set already. */
  boolean unite(int i, int j) {
    int a = find(i);
    int b = find(j);
    if (a == b) {
      return false;
    }
    boolean smaller = size[a] < size[b];
    int root = smaller ? b : a;
    int child = smaller ? a : b;
    parent[child] = root;
    size[root] += size[child];
    return true;
  }
}
