package dev.scurry.clustering;

import java.util.Arrays;

/** Pairs rows with columns, each at most once, so that the sum of the pairs' values is greatest. */
final class OptimalAssignment {

  /*
   * The Hungarian method in its O(n² m) form by shortest augmenting paths: rows come in one by one;
   * for each, Dijkstra over reduced costs (cost - u - v >= 0) finds the cheapest way to a free
   * column, after which the potentials u and v are raised along the way. The matrix is padded to a
   * square with value 0, so that any shape will do. Equal sums are decided by the lower row and
   * column that the search meets first, so that the result is a function of the matrix alone.
   *
   * Kuhn, Naval Research Logistics 2, 1955; Jonker, Volgenant, Computing 38, 1987.
   */

  private final double[][] value;
  private final int n;
  private final double[] rowPotential;
  private final double[] columnPotential;

  /** Row of each column, 1-based; 0: free. */
  private final int[] rowOf;

  private OptimalAssignment(double[][] value, int n) {
    this.value = value;
    this.n = n;
    this.rowPotential = new double[n + 1];
    this.columnPotential = new double[n + 1];
    this.rowOf = new int[n + 1];
  }

  /**
   * The column of each row, or -1.
   *
   * @param value rectangular, finite
   */
  static int[] maximise(double[][] value) {
    int rows = value.length;
    int columns = rows == 0 ? 0 : value[0].length;
    OptimalAssignment assignment = new OptimalAssignment(value, Math.max(rows, columns));
    for (int row = 1; row <= assignment.n; row++) {
      assignment.insert(row);
    }
    return assignment.columnOfRows(rows, columns);
  }

  private double cost(int row, int column) {
    boolean padding = row > value.length || column > value[row - 1].length;
    return padding ? 0 : -value[row - 1][column - 1];
  }

  private void insert(int row) {
    int[] previous = new int[n + 1];
    double[] slack = new double[n + 1];
    boolean[] done = new boolean[n + 1];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int column = 0;
    do {
      done[column] = true;
      relax(column, previous, slack, done);
      column = advance(slack, done);
    } while (rowOf[column] != 0);
    augment(column, previous);
  }

  private void relax(int from, int[] previous, double[] slack, boolean[] done) {
    int row = rowOf[from];
    for (int column = 1; column <= n; column++) {
      double reduced = cost(row, column) - rowPotential[row] - columnPotential[column];
      if (!done[column] && reduced < slack[column]) {
        slack[column] = reduced;
        previous[column] = from;
      }
    }
  }

  /** Raises the potentials by the least slack and returns its column. */
  private int advance(double[] slack, boolean[] done) {
    int nearest = -1;
    for (int column = 1; column <= n; column++) {
      if (!done[column] && (nearest < 0 || slack[column] < slack[nearest])) {
        nearest = column;
      }
    }
    double delta = slack[nearest];
    for (int column = 0; column <= n; column++) {
      if (done[column]) {
        rowPotential[rowOf[column]] += delta;
        columnPotential[column] -= delta;
      } else {
        slack[column] -= delta;
      }
    }
    return nearest;
  }

  private void augment(int free, int[] previous) {
    for (int column = free; column != 0; column = previous[column]) {
      rowOf[column] = rowOf[previous[column]];
    }
  }

  private int[] columnOfRows(int rows, int columns) {
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] <= rows) {
        columnOf[rowOf[column] - 1] = column - 1;
      }
    }
    return columnOf;
  }
}
