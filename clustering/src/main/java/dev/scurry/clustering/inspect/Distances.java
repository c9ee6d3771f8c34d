package dev.scurry.clustering.inspect;

/** Squared Euclidean distances; the sum runs in the order of the dimensions. */
final class Distances {

  private Distances() {}

  static double squared(double[] coordinates, int i, int j, int dimensions) {
    int iRow = i * dimensions;
    int jRow = j * dimensions;
    double sum = 0;
    for (int f = 0; f < dimensions; f++) {
      double difference = coordinates[iRow + f] - coordinates[jRow + f];
      sum += difference * difference;
    }
    return sum;
  }
}
