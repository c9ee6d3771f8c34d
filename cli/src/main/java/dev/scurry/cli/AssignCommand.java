package dev.scurry.cli;

import dev.scurry.cli.kmeans.AssignableModel;
import dev.scurry.cli.kmeans.Assigner;
import dev.scurry.cli.kmeans.ModelLocation;
import dev.scurry.job.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scurry assign}: the nearest cluster of each vector. */
@Command(
    name = "assign",
    header = "Assign vectors to the clusters of a model.",
    description = {
      "",
      "Writes one line for each line of the input, in its order and without a header: closest_cluster,distance_to_cluster."
          + " The distance is Euclidean in the model's metric. A line that is no vector gets a lone comma, so that line n of"
          + " the output always belongs to line n of the input; it is counted (rejected) and told of on stderr.",
      "",
      "Example: scurry assign --model model --input vectors.csv --output clusters.csv",
      ""
    })
final class AssignCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private VectorOptions vectors;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description =
          "A model: the folder of train, a snapshot of stream (models/NAME, or one of its versions), or a model.json; local or s3://.")
  private String model;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "CSV",
      description =
          "Where the lines go; zipped where the name ends in .gz. A file there is replaced.")
  private Path output;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "Keeps the lines that are no vectors, as JSON lines.")
  private Path rejected;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description =
          "A setting of the storage, for a model on s3://, such as s3.endpoint; over the environment.")
  private Map<String, String> settings = new LinkedHashMap<>();

  private Progress progress;

  @Override
  public Integer call() throws Exception {
    progress = new Progress(spec.commandLine().getErr());
    vectors.refuseAsOutput("--output", output, spec.commandLine());
    vectors.refuseAsOutput("--rejected", rejected, spec.commandLine());
    if (model.contains("://")) {
      Preflight.openFileSystems(SettingsLoader.load(Map.of(), null, System.getenv(), settings));
    }
    AssignableModel found = ModelLocation.find(model);
    try (RejectedLog rejects = new RejectedLog(progress, rejected)) {
      run(new Assigner(found), rejects);
    }
    return 0;
  }

  private void run(Assigner assigner, RejectedLog rejects) throws IOException {
    long start = System.nanoTime();
    try (WholeLocalFile file = WholeLocalFile.at(output)) {
      progress.step("Assigning " + vectors.input() + " to " + assigner.k() + " clusters");
      Assigner.Result result =
          assigner.assign(vectors.input(), vectors.layout(), file.openZippedByName(), rejects);
      file.publish();
      double seconds = (System.nanoTime() - start) / 1e9;
      new JsonLine()
          .with("points", result.points())
          .with("rejected", result.rejected())
          .with("msd", result.ssd() / result.points())
          .with("ssd", result.ssd())
          .with("seconds", Math.round(seconds * 1000) / 1000.0)
          .with("points_per_second", Math.round(result.points() / seconds))
          .print(spec.commandLine().getOut());
    }
  }
}
