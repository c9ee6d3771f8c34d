package dev.scurry.cli.kmeans;

import dev.scurry.cli.vectors.VectorReader;
import dev.scurry.clustering.KMeansModel;
import java.io.IOException;
import java.util.Arrays;

/** Some lines of a file, of which some are rows. */
final class AssignmentBatch {

  private final KMeansModel model;
  private final double[] rows;
  private final boolean[] isRow;
  private int lines;
  private int filled;

  AssignmentBatch(KMeansModel model, int lines) {
    this.model = model;
    this.rows = new double[Math.multiplyExact(lines, model.dimensions())];
    this.isRow = new boolean[lines];
  }

  boolean isFull() {
    return lines == isRow.length;
  }

  void add(VectorReader reader) {
    isRow[lines] = reader.isRow();
    if (reader.isRow()) {
      reader.copyTo(rows, filled);
      filled += model.dimensions();
    }
    lines++;
  }

  /** Writes all lines and forgets them; returns the sum of the rows' squared distances. */
  double writeTo(AssignmentWriter writer) throws IOException {
    int n = filled / model.dimensions();
    int[] closest = new int[n];
    double[] distance = new double[n];
    model.assign(filled == rows.length ? rows : Arrays.copyOf(rows, filled), closest, distance);
    double ssd = 0;
    int row = 0;
    for (int line = 0; line < lines; line++) {
      if (isRow[line]) {
        writer.assignment(closest[row], distance[row]);
        ssd += distance[row] * distance[row];
        row++;
      } else {
        writer.nothing();
      }
    }
    lines = 0;
    filled = 0;
    return ssd;
  }
}
