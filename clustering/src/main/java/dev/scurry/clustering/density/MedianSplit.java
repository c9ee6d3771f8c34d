package dev.scurry.clustering.density;

/** Moves points in a range so that those left of a place are not above those right of it. */
final class MedianSplit {

  private final double[] coordinates;
  private final int dimensions;
  private final int[] points;
  private int dimension;

  /**
   * @param coordinates one row of {@code dimensions} for each of {@code points}; both are moved
   */
  MedianSplit(double[] coordinates, int dimensions, int[] points) {
    this.coordinates = coordinates;
    this.dimensions = dimensions;
    this.points = points;
  }

  /**
   * Quickselect (Hoare 1961) of the range [start, end) at {@code middle}, by one coordinate. Pivots
   * are taken from places that look random, so that no order of the rows in use is a bad one.
   */
  void split(int byDimension, int start, int end, int middle) {
    dimension = byDimension;
    int low = start;
    int high = end - 1;
    while (low < high) {
      double pivot = pivot(low, high);
      int i = low;
      int j = high;
      while (i <= j) {
        while (value(i) < pivot) {
          i++;
        }
        while (value(j) > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private double pivot(int low, int high) {
    int length = high - low + 1;
    int mixed = (low * 0x9E3779B9 + high * 0x85EBCA6B) >>> 1;
    double a = value(low + mixed % length);
    double b = value(low + (length >>> 1));
    double c = value(low + (mixed >>> 7) % length);
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private double value(int place) {
    return coordinates[place * dimensions + dimension];
  }

  private void swap(int i, int j) {
    int point = points[i];
    points[i] = points[j];
    points[j] = point;
    for (int f = 0, a = i * dimensions, b = j * dimensions; f < dimensions; f++, a++, b++) {
      double value = coordinates[a];
      coordinates[a] = coordinates[b];
      coordinates[b] = value;
    }
  }
}
