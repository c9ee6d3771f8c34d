package dev.scurry.cli.kmeans;

import dev.scurry.cli.vectors.RejectedRow;
import dev.scurry.cli.vectors.RejectedRows;
import dev.scurry.cli.vectors.VectorFileException;
import dev.scurry.cli.vectors.VectorLayout;
import dev.scurry.cli.vectors.VectorReader;
import dev.scurry.clustering.KMeansModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Assigns the rows of a file, line by line of it. */
public final class Assigner {

  private static final int BATCH = 1024;

  private final KMeansModel model;
  private final long[] ids;

  public Assigner(AssignableModel model) {
    this.model = model.mathematics();
    this.ids = model.wire().clusterIds();
  }

  /**
   * What was done.
   *
   * @param ssd sum of the squared distances
   */
  public record Result(long points, long rejected, double ssd) {}

  public int k() {
    return model.k();
  }

  /**
   * Writes a line for each line of the file, and closes the output.
   *
   * @throws VectorFileException if there is no row of the model's width in it
   */
  public Result assign(Path file, VectorLayout layout, OutputStream output, RejectedRows rejects)
      throws IOException {
    try (AssignmentWriter writer = new AssignmentWriter(output, ids);
        VectorReader reader = VectorReader.open(file, layout, model.dimensions())) {
      AssignmentBatch batch = new AssignmentBatch(model, BATCH);
      long points = 0;
      long rejected = 0;
      double ssd = 0;
      RejectedRow first = null;
      while (reader.next()) {
        if (batch.isFull()) {
          ssd += batch.writeTo(writer);
        }
        batch.add(reader);
        if (reader.isRow()) {
          points++;
        } else if (!reader.isBlank()) {
          rejected++;
          first = first == null ? reader.rejected() : first;
          rejects.take(reader.rejected());
        }
      }
      ssd += batch.writeTo(writer);
      if (points == 0) {
        throw noRows(file, first);
      }
      return new Result(points, rejected, ssd);
    }
  }

  private VectorFileException noRows(Path file, RejectedRow first) {
    return new VectorFileException(
        first == null
            ? file + ": is empty"
            : file
                + ": no line is a row of "
                + model.dimensions()
                + " numbers, as the model has them; line "
                + first.line()
                + ": "
                + first.reason());
  }
}
