package dev.scurry.clustering.density;

/** Moves the points of a range so that those left of a place are not above those right of it. */
final class MedianSplit {

  private final double[] rows;
  private final int dimensions;
  private final int dimension;
  private final int[] points;

  MedianSplit(double[] rows, int dimensions, int dimension, int[] points) {
    this.rows = rows;
    this.dimensions = dimensions;
    this.dimension = dimension;
    this.points = points;
  }

  /**
   * Quickselect (Hoare 1961) of the range [start, end) at {@code middle}. The pivot is taken from a
   * place that looks random, so that no order of the rows in use is a bad one.
   */
  void split(int start, int end, int middle) {
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
          int swapped = points[i];
          points[i++] = points[j];
          points[j--] = swapped;
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
    return rows[points[place] * dimensions + dimension];
  }
}
