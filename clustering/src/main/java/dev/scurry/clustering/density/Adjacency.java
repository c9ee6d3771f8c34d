package dev.scurry.clustering.density;

import java.util.Arrays;

/** Each point's listed neighbours in flat arrays; a pair that is listed repeatedly counts once. */
final class Adjacency implements NeighbourSearch {

  private final int[] starts;
  private final int[] neighbours;
  private final double[] distances;
  private final int[] lastSeenBy;

  /** Sorts the pairs: by distance, so that of several the smallest comes first. */
  Adjacency(int points, EdgeList pairs) {
    pairs.sort();
    starts = new int[points + 1];
    for (int pair = 0; pair < pairs.size(); pair++) {
      starts[pairs.from(pair) + 1]++;
      starts[pairs.to(pair) + 1]++;
    }
    for (int point = 0; point < points; point++) {
      starts[point + 1] = Math.addExact(starts[point], starts[point + 1]);
    }
    neighbours = new int[starts[points]];
    distances = new double[starts[points]];
    lastSeenBy = new int[points];
    Arrays.fill(lastSeenBy, -1);
    int[] next = starts.clone();
    for (int pair = 0; pair < pairs.size(); pair++) {
      put(next[pairs.from(pair)]++, pairs.to(pair), pairs.weight(pair));
      put(next[pairs.to(pair)]++, pairs.from(pair), pairs.weight(pair));
    }
  }

  private void put(int place, int neighbour, double distance) {
    neighbours[place] = neighbour;
    distances[place] = distance;
  }

  @Override
  public int find(int point, int[] found, double[] distancesFound) {
    int count = 0;
    for (int at = starts[point]; at < starts[point + 1]; at++) {
      int neighbour = neighbours[at];
      if (lastSeenBy[neighbour] != point) {
        lastSeenBy[neighbour] = point;
        found[count] = neighbour;
        distancesFound[count++] = distances[at];
      }
    }
    return count;
  }
}
