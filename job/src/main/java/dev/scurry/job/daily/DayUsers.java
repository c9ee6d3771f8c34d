package dev.scurry.job.daily;

import java.util.BitSet;

/** All users of the day by rank: their keys and coordinates, put together from blocks. */
final class DayUsers {

  private final String[] keys;
  private final double[] coordinates;
  private final int dimensions;
  private final BitSet plain = new BitSet();

  DayUsers(int points, int dimensions) {
    this.keys = new String[points];
    this.coordinates = new double[Math.multiplyExact(points, dimensions)];
    this.dimensions = dimensions;
  }

  void add(UserBlock block) {
    System.arraycopy(block.keys, 0, keys, block.firstRank, block.keys.length);
    System.arraycopy(
        block.coordinates, 0, coordinates, block.firstRank * dimensions, block.coordinates.length);
    for (int at = 0; at < block.keys.length; at++) {
      plain.set(block.firstRank + at, DistanceLines.canName(block.keys[at]));
    }
  }

  int points() {
    return keys.length;
  }

  int dimensions() {
    return dimensions;
  }

  String key(int rank) {
    return keys[rank];
  }

  double[] coordinates() {
    return coordinates;
  }

  /** Whether a distance file can name the user. */
  boolean isNameable(int rank) {
    return plain.get(rank);
  }
}
