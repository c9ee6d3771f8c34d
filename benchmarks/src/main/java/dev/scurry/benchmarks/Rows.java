package dev.scurry.benchmarks;

/**
 * Rows with what is known of them.
 *
 * @param values n x d, row-major
 * @param dimensions d
 * @param labels n true groups; -1 is an outlier
 */
@SuppressWarnings("ArrayRecordComponent")
record Rows(double[] values, int dimensions, int[] labels) {

  int count() {
    return labels.length;
  }

  /** A copy of the rows [from, to). */
  double[] range(int from, int to) {
    return java.util.Arrays.copyOfRange(values, from * dimensions, to * dimensions);
  }
}
