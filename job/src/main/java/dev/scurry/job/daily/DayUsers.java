package dev.scurry.job.daily;

/** All users of the day by rank: their keys and coordinates, put together from blocks. */
final class DayUsers {

  private final UserKeys keys;
  private final double[] coordinates;
  private final int points;
  private final int dimensions;

  DayUsers(int points, int dimensions) {
    this.keys = new UserKeys(points);
    this.coordinates = new double[Math.multiplyExact(points, dimensions)];
    this.points = points;
    this.dimensions = dimensions;
  }

  /** Blocks come in the order of their ranks. */
  void add(UserBlock block) {
    keys.add(block.keys, block.keyEnds);
    System.arraycopy(
        block.coordinates, 0, coordinates, block.firstRank * dimensions, block.coordinates.length);
  }

  int points() {
    return points;
  }

  int dimensions() {
    return dimensions;
  }

  UserKeys keys() {
    return keys;
  }

  /** Not a copy: who moves them has them for himself. */
  double[] coordinates() {
    return coordinates;
  }
}
