package dev.scurry.clustering.density;

import java.util.Arrays;

/**
 * The first pass over pairs of points with their distances: the core distance of each point, which
 * is that to the {@code minSamples}-th nearest among the point itself and its listed neighbours;
 * infinite where fewer are listed. Pairs may come in any order, in either direction, repeatedly
 * (the smallest distance counts) and split among any number of workers.
 *
 * <p>Memory is O(points x minSamples), whatever the number of pairs. Not thread-safe.
 */
public final class PairCoreDistances {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int kept;
  private int points;
  private int[] neighbours = new int[0];
  private double[] distances = new double[0];

  /**
   * @param points how many there are to begin with, >= 0
   * @param minSamples >= 1
   */
  public PairCoreDistances(int points, int minSamples) {
    Checks.atLeast(0, points, "points");
    this.kept = Checks.atLeast(1, minSamples, "minSamples") - 1;
    growTo(points);
  }

  /** Makes it at least so many points, for a reader that meets them one by one. */
  public void growTo(int atLeast) {
    long needed = (long) atLeast * kept;
    if (needed > neighbours.length) {
      Checks.require(
          needed <= LARGEST_ARRAY,
          "%d points with minSamples %d are too many for one process",
          atLeast,
          minSamples());
      int known = neighbours.length;
      int length = (int) Math.max(needed, Math.min(LARGEST_ARRAY, known * 3L / 2));
      neighbours = Arrays.copyOf(neighbours, length);
      distances = Arrays.copyOf(distances, length);
      Arrays.fill(neighbours, known, length, -1);
      Arrays.fill(distances, known, length, Double.POSITIVE_INFINITY);
    }
    points = Math.max(points, atLeast);
  }

  public int points() {
    return points;
  }

  public int minSamples() {
    return kept + 1;
  }

  /**
   * A point's pair with itself says nothing.
   *
   * @param distance finite, >= 0
   */
  public void add(int i, int j, double distance) {
    Checks.point(i, points);
    Checks.point(j, points);
    Checks.distance(distance);
    if (i != j && kept > 0) {
      remember(i, j, distance);
      remember(j, i, distance);
    }
  }

  /** Passes on all that is known, as pairs; the receiver then knows at least as much. */
  public <E extends Exception> void handOver(PairConsumer<E> receiver) throws E {
    for (int point = 0; point < points; point++) {
      for (int at = point * kept; at < (point + 1) * kept && neighbours[at] >= 0; at++) {
        receiver.accept(point, neighbours[at], distances[at]);
      }
    }
  }

  /** Learns all that another worker found out with the same minSamples about the same points. */
  public void merge(PairCoreDistances other) {
    Checks.require(
        other.kept == kept,
        "minSamples %d can't be merged into %d",
        other.minSamples(),
        minSamples());
    growTo(other.points);
    other.handOver(this::add);
  }

  /** By point; what is missing is infinite. */
  public double[] coreDistances() {
    double[] cores = new double[points];
    if (kept > 0) {
      for (int point = 0; point < points; point++) {
        cores[point] = distances[(point + 1) * kept - 1];
      }
    }
    return cores;
  }

  /** The list of a point is in order of distance; a neighbour is in it once. */
  private void remember(int point, int neighbour, double distance) {
    int start = point * kept;
    int last = start + kept - 1;
    if (distance >= distances[last]) {
      return;
    }
    int place = start;
    while (place < last && neighbours[place] != neighbour) {
      place++;
    }
    if (neighbours[place] == neighbour && distances[place] <= distance) {
      return;
    }
    while (place > start && distances[place - 1] > distance) {
      distances[place] = distances[place - 1];
      neighbours[place] = neighbours[place - 1];
      place--;
    }
    distances[place] = distance;
    neighbours[place] = neighbour;
  }
}
