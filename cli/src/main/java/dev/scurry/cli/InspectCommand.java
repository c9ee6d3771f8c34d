package dev.scurry.cli;

import dev.scurry.cli.vectors.RejectedRow;
import dev.scurry.cli.vectors.VectorFile;
import dev.scurry.cli.vectors.VectorFileException;
import dev.scurry.clustering.inspect.Inspection;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scurry inspect}: the outliers and duplicates of one local file of vectors. */
@Command(
    name = "inspect",
    header = "Find the outliers and duplicates in one local file of vectors.",
    description = {
      "",
      "Reads one vector a line (text or gzip) and prints outliers, potential_outliers,"
          + " duplicates and near_duplicates as row numbers, from 0; blank lines and a header have none. Since rows are"
          + " the answer, a line that is no vector is refused, not left out.",
      "",
      "Every point is compared with every other, in memory for the vectors alone: 20,000 take seconds,"
          + " ten times as many a hundred times as long.",
      "",
      "Example: scurry inspect --input embeddings.csv.gz",
      ""
    })
final class InspectCommand implements Callable<Integer> {

  private static final int POINTS_IN_A_MOMENT = 5_000;

  @Spec private CommandSpec spec;
  @Mixin private VectorOptions vectors;
  @Mixin private Verbosity verbosity;

  @Override
  public Integer call() throws Exception {
    VectorFile file = open();
    double[] points = read(file);
    if (file.rows() > POINTS_IN_A_MOMENT) {
      new Progress().step("Comparing %,d points of %s".formatted(file.rows(), file.path()));
    }
    json(file, inspect(file, points)).print(spec.commandLine().getOut());
    return 0;
  }

  private VectorFile open() throws IOException {
    try {
      FileProgress progress = new FileProgress(vectors.input(), spec.commandLine().getErr());
      return VectorFile.open(vectors.input(), vectors.layout(), this::refuse)
          .watchedBy((bytesRead, size) -> progress.accept(bytesRead));
    } catch (VectorFileException e) {
      throw new CommandFailedException(e.getMessage());
    }
  }

  private static double[] read(VectorFile file) throws IOException {
    try {
      return file.all();
    } catch (VectorFileException e) {
      throw new CommandFailedException(e.getMessage());
    }
  }

  private void refuse(RejectedRow row) throws VectorFileException {
    String hint = row.line() == 1 ? " (if it is a header, --skip-header passes over it)" : "";
    throw new VectorFileException(row.message() + hint);
  }

  private static Inspection inspect(VectorFile file, double[] points) {
    try {
      return Inspection.of(points, file.dimensions());
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(file.path() + ": " + e.getMessage());
    }
  }

  private static JsonLine json(VectorFile file, Inspection inspection) {
    return new JsonLine()
        .with("points", file.rows())
        .with("dimensions", file.dimensions())
        .with("outliers", inspection.outliers())
        .with("potential_outliers", inspection.potentialOutliers())
        .with("duplicates", inspection.duplicates())
        .with("near_duplicates", inspection.nearDuplicates());
  }
}
