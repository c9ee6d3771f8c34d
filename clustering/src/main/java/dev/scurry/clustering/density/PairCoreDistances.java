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

  private final int points;
  private final int kept;
  private final int[] neighbours;
  private final double[] distances;

  /**
   * @param points how many there are, >= 1
   * @param minSamples >= 1
   */
  public PairCoreDistances(int points, int minSamples) {
    this.points = Checks.atLeast(1, points, "points");
    this.kept = Checks.atLeast(1, minSamples, "minSamples") - 1;
    int length = Math.multiplyExact(points, kept);
    neighbours = new int[length];
    distances = new double[length];
    Arrays.fill(neighbours, -1);
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
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

  /** Learns all that another worker found out about the same points with the same minSamples. */
  public void merge(PairCoreDistances other) {
    Checks.require(
        other.points == points && other.kept == kept,
        "%d points and minSamples %d can't be merged into %d and %d",
        other.points,
        other.minSamples(),
        points,
        minSamples());
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
