package dev.scurry.cli;

import dev.scurry.cli.vectors.RejectedRow;
import dev.scurry.cli.vectors.VectorFile;
import dev.scurry.cli.vectors.VectorFileException;
import dev.scurry.cli.vectors.VectorLayout;
import dev.scurry.clustering.inspect.Inspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scurry inspect}: the outliers and duplicates of one local file of vectors. */
@Command(
    name = "inspect",
    header = "Find the outliers and duplicates in one local file of vectors.",
    description = {
      "",
      "Reads one vector a line without a header (text or gzip) and prints outliers, potential_outliers,"
          + " duplicates and near_duplicates as row numbers, from 0; blank lines have none. Since rows are"
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
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "The vectors: .csv or .csv.gz.")
  private Path input;

  @Override
  public Integer call() throws Exception {
    VectorFile file = open();
    double[] points = read(file);
    if (file.rows() > POINTS_IN_A_MOMENT) {
      new Progress().step("Comparing %,d points of %s".formatted(file.rows(), input));
    }
    json(file, inspect(points, file.dimensions())).print(spec.commandLine().getOut());
    return 0;
  }

  private VectorFile open() throws IOException {
    try {
      FileProgress progress = new FileProgress(input, spec.commandLine().getErr());
      return VectorFile.open(input, VectorLayout.PLAIN, InspectCommand::refuse)
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

  private static void refuse(RejectedRow row) throws VectorFileException {
    String hint = row.line() == 1 ? " (if it is a header, take it out)" : "";
    throw new VectorFileException(row.message() + hint);
  }

  private Inspection inspect(double[] points, int dimensions) {
    try {
      return Inspection.of(points, dimensions);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(input + ": " + e.getMessage());
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
