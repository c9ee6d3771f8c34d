package dev.scurry.clustering.density;

import java.util.Arrays;
import java.util.Objects;

/**
 * Finds the pairs of points at most a radius apart (Euclidean), leaving out whole groups of points
 * whose boxes are too far apart: the same pairs and, to the last bit, the same distances as {@link
 * RadiusPairs}.
 *
 * <p>The work is cut into blocks of points that lie together, to be spread over workers; which
 * points a block has, and in which order its pairs come, follows from the points alone. Holds
 * O(points x dimensions).
 */
public final class PrunedPairs {

  /** Points of a block, about: what is more than this goes into the next. */
  private static final int BLOCK = 1024;

  private final double[] rows;
  private final double squaredLimit;
  private final BoxTree tree;
  private final LeafTile tile;
  private final int[] leaves;
  private final int[] blockStarts;
  private final int[] stack = new int[256];
  private int[] near = new int[16];

  /**
   * @param coordinates points x dimensions, row-major, finite; not copied but moved, and not to be
   *     used any more
   * @param dimensions >= 0; where there are none all points are equal
   * @param radius inclusive, >= 0; may be infinite
   */
  public PrunedPairs(double[] coordinates, int points, int dimensions, double radius) {
    if (points < 0 || dimensions < 0 || coordinates.length != (long) points * dimensions) {
      throw new IllegalArgumentException(
          "%d coordinates are not %d points of %d dimensions"
              .formatted(coordinates.length, points, dimensions));
    }
    Checks.limit(radius, "radius");
    RadiusPairs.checkCoordinates(coordinates);
    this.rows = coordinates;
    this.squaredLimit =
        Double.isInfinite(radius) ? radius : RadiusPairs.largestSquareWithin(radius);
    this.tree = new BoxTree(coordinates, dimensions, points);
    this.tile = new LeafTile(dimensions, Math.min(points, BoxTree.LEAF));
    this.leaves = leaves(tree);
    this.blockStarts = blockStarts(tree, leaves);
  }

  /** How many blocks there are. */
  public int blocks() {
    return blockStarts.length - 1;
  }

  /**
   * Finds the pairs of a block's points with each other and with those of later blocks, so that
   * each pair is found in one block. They come leaf by leaf, in a leaf by the other leaf, then by
   * the number of the first point, then of the second.
   *
   * @param found gets (point of the block, other point, distance)
   * @return how many pairs were compared
   */
  public <E extends Exception> long find(int block, PairConsumer<E> found) throws E {
    Objects.checkIndex(block, blocks());
    long compared = 0;
    for (int at = blockStarts[block]; at < blockStarts[block + 1]; at++) {
      int others = findNear(leaves[at]);
      for (int other = 0; other < others; other++) {
        compared += compare(leaves[at], near[other], found);
      }
    }
    return compared;
  }

  /** The leaves from this one on that may have a point within the limit. */
  private int findNear(int leaf) {
    int count = 0;
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      int node = stack[--depth];
      if (tree.end(node) <= tree.start(leaf) || tree.squaredDistance(leaf, node) > squaredLimit) {
        continue;
      }
      if (tree.isLeaf(node)) {
        near = count < near.length ? near : Arrays.copyOf(near, 2 * count);
        near[count++] = node;
      } else {
        stack[depth++] = tree.right(node);
        stack[depth++] = node + 1;
      }
    }
    return count;
  }

  private <E extends Exception> long compare(int leaf, int other, PairConsumer<E> found) throws E {
    return leaf == other ? compareWithin(leaf, found) : compareAcross(leaf, other, found);
  }

  /** Each point with those before it. */
  private <E extends Exception> long compareWithin(int leaf, PairConsumer<E> found) throws E {
    int start = tree.start(leaf);
    int count = tree.end(leaf) - start;
    tile.load(rows, start, tree.end(leaf));
    for (int before = 1; before < count; before++) {
      pass(start + before, start, tile.squares(rows, start + before, before), before, found);
    }
    return (long) count * (count - 1) / 2;
  }

  private <E extends Exception> long compareAcross(int leaf, int other, PairConsumer<E> found)
      throws E {
    int start = tree.start(other);
    int count = tree.end(other) - start;
    boolean loaded = false;
    long compared = 0;
    for (int place = tree.start(leaf); place < tree.end(leaf); place++) {
      if (tree.squaredDistanceToBox(place, other) <= squaredLimit) {
        if (!loaded) {
          tile.load(rows, start, tree.end(other));
          loaded = true;
        }
        pass(place, start, tile.squares(rows, place, count), count, found);
        compared += count;
      }
    }
    return compared;
  }

  private <E extends Exception> void pass(
      int place, int start, double[] squares, int count, PairConsumer<E> found) throws E {
    for (int at = 0; at < count; at++) {
      if (squares[at] <= squaredLimit) {
        found.accept(tree.point(place), tree.point(start + at), Math.sqrt(squares[at]));
      }
    }
  }

  private static int[] leaves(BoxTree tree) {
    int[] leaves = new int[tree.nodes()];
    int count = 0;
    for (int node = 0; node < tree.nodes(); node++) {
      if (tree.isLeaf(node)) {
        leaves[count++] = node;
      }
    }
    return Arrays.copyOf(leaves, count);
  }

  /** Index of each block's first leaf, and behind the last one. */
  private static int[] blockStarts(BoxTree tree, int[] leaves) {
    int[] starts = new int[leaves.length + 1];
    int blocks = 0;
    int points = BLOCK;
    for (int at = 0; at < leaves.length; at++) {
      int size = tree.end(leaves[at]) - tree.start(leaves[at]);
      if (points + size > BLOCK) {
        starts[blocks++] = at;
        points = 0;
      }
      points += size;
    }
    starts[blocks] = leaves.length;
    return Arrays.copyOf(starts, blocks + 1);
  }
}
