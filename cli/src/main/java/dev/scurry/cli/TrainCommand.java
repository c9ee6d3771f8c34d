package dev.scurry.cli;

import dev.scurry.cli.kmeans.EvalMetric;
import dev.scurry.cli.kmeans.Hyperparameter;
import dev.scurry.cli.kmeans.Hyperparameters;
import dev.scurry.cli.kmeans.ModelFolder;
import dev.scurry.cli.kmeans.Training;
import dev.scurry.cli.kmeans.Training.Score;
import dev.scurry.cli.kmeans.Training.Trained;
import dev.scurry.cli.vectors.VectorFile;
import dev.scurry.clustering.Scaling;
import dev.scurry.job.metrics.QualityLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scurry train}: K-Means on a file of vectors. */
@Command(
    name = "train",
    header = "Train K-Means on a file of vectors, with SageMaker's hyperparameters.",
    modelTransformer = HyperparameterOptions.class,
    sortOptions = false,
    description = {
      "",
      "Reads the rows in mini-batches, as often as there are epochs, and once more to measure the model. Rows that don't"
          + " fit into memory are read from the file each time. The same input, options and seed give the same bytes.",
      "",
      "--output gets model.json, flink-ml/ (Flink ML's KMeansModel, for k > 1) and model.tar.gz (Amazon SageMaker's, for"
          + " coordinates within single precision). It may be a model of an earlier training, which is replaced at the end; any other folder has to be empty.",
      "",
      "A line that is no row of numbers is left out, counted (rejected) and told of on stderr.",
      "",
      "Example: scurry train --input vectors.csv.gz --k 8 --scaling standard --output model",
      "         scurry train --input vectors.csv --hyperparameters hyperparameters.json --test test.csv --output model",
      ""
    })
final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private VectorOptions vectors;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the model.")
  private Path output;

  @Option(
      names = "--hyperparameters",
      paramLabel = "FILE",
      description = "A hyperparameters.json as SageMaker takes it; options are stronger.")
  private Path hyperparameters;

  @Option(
      names = "--test",
      paramLabel = "CSV",
      description = "Rows that are not learned from: the model is measured on them too.")
  private Path test;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "Keeps the lines that are no rows, as JSON lines.")
  private Path rejected;

  @Option(
      names = "--scaling",
      paramLabel = "HOW",
      description =
          "none, or standard: each number is divided by its column's standard deviation in every distance (default: none).")
  private Scaling scaling;

  @Option(names = "--seed", paramLabel = "N", description = "Of every random choice (default: 1).")
  private Long seed;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "kmeans",
      description = "Name of the model (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description =
          "The same as settings: training.scaling, training.seed, training.k and the other training.HYPERPARAMETER.")
  private Map<String, String> settings = new LinkedHashMap<>();

  private Progress progress;

  @Override
  public Integer call() throws Exception {
    progress = new Progress(spec.commandLine().getErr());
    Training training = training();
    vectors.refuseAsOutput("--rejected", rejected, spec.commandLine());
    ModelFolder folder = ModelFolder.at(output);
    try (RejectedLog rejects = new RejectedLog(progress, rejected)) {
      run(training, folder, rejects);
    }
    return 0;
  }

  private Training training() {
    List<String> problems = new ArrayList<>();
    TrainingSettings given = TrainingSettings.of(settings, problems);
    Map<Hyperparameter, String> options = given.hyperparameters();
    options.putAll(HyperparameterOptions.given(spec.commandLine().getParseResult()));
    return new Training(
        name,
        Hyperparameters.of(hyperparameters, options, problems),
        scaling == null ? given.scaling() : scaling,
        seed == null ? given.seed() : seed);
  }

  private void run(Training training, ModelFolder folder, RejectedLog rejects) throws IOException {
    long start = System.nanoTime();
    Hyperparameters asked = training.hyperparameters();
    VectorFile rows = open(vectors.input(), asked.featureDim(), rejects);
    VectorFile tests = test == null ? null : open(test, rows.dimensions(), rejects);
    announce(asked, rows.dimensions());
    Trained trained = training.on(rows);
    JsonLine result = new JsonLine();
    judge("train", trained.score(), asked, result);
    if (tests != null) {
      judge("test", Training.score(trained.model(), tests), asked, result);
      result.with("test_points", tests.rows()).with("test_rejected", tests.rejected());
    }
    if (trained.model().k() < asked.k()) {
      progress.step(
          "k is " + asked.k() + ", but " + trained.model().k() + " clusters hold all rows");
    }
    folder.write(trained.wire());
    ModelFolder.leftOut(trained.wire()).forEach(progress::step);
    double seconds = (System.nanoTime() - start) / 1e9;
    result
        .with("points", rows.rows())
        .with("rejected", rows.rejected())
        .with("k", trained.model().k())
        .with("feature_dim", rows.dimensions())
        .with("seconds", Math.round(seconds * 1000) / 1000.0)
        .with("points_per_second", Math.round(rows.rows() / seconds))
        .print(spec.commandLine().getOut());
  }

  private VectorFile open(Path file, int columns, RejectedLog rejects) throws IOException {
    return VectorFile.open(file, vectors.layout(), columns, rejects)
        .watchedBy(
            (bytes, size) ->
                progress.now(String.format("  read %,d of %,d MB", bytes >> 20, size >> 20)));
  }

  private void announce(Hyperparameters asked, int dimensions) {
    if (!asked.ignored().isEmpty()) {
      progress.step("Ignored: " + String.join(", ", asked.ignored()));
    }
    progress.step(
        "Training on " + vectors.input() + ": k " + asked.k() + ", " + dimensions + " features");
  }

  /** Puts the scores into the result, and what was asked for into the log as SageMaker does. */
  private void judge(String channel, Score score, Hyperparameters asked, JsonLine result) {
    for (EvalMetric metric : EvalMetric.values()) {
      double value = metric == EvalMetric.MSD ? score.msd() : score.ssd();
      result.with(channel + ":" + metric.key(), value);
      if (asked.evalMetrics().contains(metric)) {
        progress.step(QualityLine.of(channel, metric.key(), value));
      }
    }
  }
}
