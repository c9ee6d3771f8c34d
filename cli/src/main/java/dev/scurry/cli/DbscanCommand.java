package dev.scurry.cli;

import dev.scurry.cli.density.ClusterFile;
import dev.scurry.cli.density.Clustered;
import dev.scurry.cli.density.DensityClustering;
import dev.scurry.cli.density.FilePairs;
import dev.scurry.cli.density.PointRows;
import dev.scurry.cli.density.RejectedLine;
import dev.scurry.cli.pairs.PairFile;
import dev.scurry.job.daily.DensityAlgorithm;
import dev.scurry.job.daily.HyperParameters;
import dev.scurry.job.daily.WrongParameterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scurry dbscan}: density clustering of one local file. */
@Command(
    name = "dbscan",
    header = "Cluster one local file by density: DBSCAN, HDBSCAN or OPTICS.",
    description = {
      "",
      "Reads lines of key1,key2,distance (text or gzip), or with --points one vector a line. A pair that is not listed is far; one that is listed twice has the smaller distance;"
          + " keys are any text up to the comma. Lines that are no pair are counted and left out; a file in"
          + " which no line is one is refused.",
      "",
      "The output has cluster,key a line: clusters from 0 in order of their first core key, noise as -1"
          + " at the end. Defaults are scikit-learn's, and so are the labels of DBSCAN and OPTICS; HDBSCAN's"
          + " partition is Tribuo's.",
      "",
      "Example: scurry dbscan --input pairs.csv.gz --eps 0.35 --min-samples 12 --output clusters.csv",
      ""
    })
final class DbscanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LayoutOptions layout;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "The pairs, or with --points the vectors: .csv or .csv.gz.")
  private Path input;

  @Option(
      names = "--points",
      description = "The file has a vector a line, whose key is its row, from 0.")
  private boolean points;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      defaultValue = "DBSCAN",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private DensityAlgorithm algorithm;

  @Option(
      names = "--eps",
      paramLabel = "E",
      description =
          "DBSCAN: up to this distance points are neighbours (default: 0.5). OPTICS: where its order"
              + " is cut by cluster_method dbscan; without effect by xi, its default.")
  private Double eps;

  @Option(
      names = "--min-samples",
      paramLabel = "N",
      description = "Neighbours that make a point core, itself counted (default: 5).")
  private Integer minSamples;

  @Option(
      names = "--min-cluster-size",
      paramLabel = "N",
      description = "HDBSCAN, OPTICS: points that make a cluster (default: 5; min-samples).")
  private Integer minClusterSize;

  @Option(
      names = "--hyper-params",
      paramLabel = "JSON",
      description = "Parameters by scikit-learn's names, such as '{\"eps\": 0.35}'.")
  private String hyperParams = "{}";

  @Option(
      names = "--convert-key-to-int",
      description = "Keys are whole numbers: 007 is 7, and anything else is no pair.")
  private boolean convertKeyToInt;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the clusters go (.gz: as gzip); without it they are only counted.")
  private Path output;

  @Option(
      names = "--details",
      paramLabel = "FILE",
      description =
          "Where they go with what is known of each key: whether it is core, its probability, ...")
  private Path details;

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    DensityClustering clustering = clustering();
    checkFiles();
    JsonLine line = new JsonLine().with("algorithm", algorithm.name());
    try {
      if (points) {
        ofPoints(clustering, line);
      } else {
        ofPairs(clustering, line);
      }
    } catch (IOException e) {
      throw new CommandFailedException(e.getMessage());
    } catch (OutOfMemoryError e) {
      throw new CommandFailedException(
          input + ": more than fits in memory; SCURRY_JAVA_OPTS=-Xmx8g gives it 8 GB" + advice());
    }
    line.with("seconds", (System.nanoTime() - start) / 1_000_000 / 1e3);
    line.print(spec.commandLine().getOut());
    return 0;
  }

  private DensityClustering clustering() {
    try {
      HyperParameters parameters = HyperParameters.of("--hyper-params", hyperParams);
      parameters.put("--eps", "eps", eps);
      parameters.put("--min-samples", "min_samples", minSamples);
      parameters.put("--min-cluster-size", "min_cluster_size", minClusterSize);
      if (points && convertKeyToInt) {
        throw wrong("--convert-key-to-int is for pairs: points have no keys");
      }
      if (!points && layout.isOwn()) {
        throw wrong("--label-size and --delimiter are for --points");
      }
      DensityClustering clustering = DensityClustering.of(algorithm, parameters, points);
      tellIgnored(parameters);
      return clustering;
    } catch (WrongParameterException e) {
      throw wrong(e.getMessage());
    }
  }

  private void tellIgnored(HyperParameters parameters) {
    if (algorithm == DensityAlgorithm.OPTICS
        && parameters.word("cluster_method", "xi", "dbscan").equals("xi")
        && !Double.isNaN(parameters.number("eps", Double.NaN, 0))) {
      spec.commandLine()
          .getErr()
          .println(
              "eps is ignored: OPTICS is cut there by --hyper-params"
                  + " '{\"cluster_method\": \"dbscan\"}' alone, and this is by xi");
    }
  }

  private void checkFiles() {
    Set<Path> files = new HashSet<>();
    for (Path file : Arrays.asList(input, output, details)) {
      if (file != null && !files.add(file.toAbsolutePath().normalize())) {
        throw wrong("--input, --output and --details must be files of their own");
      }
    }
    boolean once = Files.exists(input) && !Files.isRegularFile(input) && !Files.isDirectory(input);
    if (once && !points && algorithm == DensityAlgorithm.HDBSCAN) {
      throw new CommandFailedException(
          input + ": HDBSCAN reads its pairs twice, which this is no file for");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void ofPairs(DensityClustering clustering, JsonLine line)
      throws IOException, InterruptedException {
    checkTargets();
    FileProgress progress = new FileProgress(input, spec.commandLine().getErr());
    FilePairs pairs =
        new FilePairs(new PairFile(input, convertKeyToInt, layout.skipHeader()), progress);
    Clustered clustered = clustering.ofPairs(pairs);
    progress.done("Read %,d pairs of %,d keys".formatted(pairs.pairs(), pairs.points()));
    finish(clustered, pairs.keys()::key, line);
    line.with("pairs", pairs.pairs());
    tellRejected(pairs.rejected(), pairs.rejectedLines(), line);
  }

  private void ofPoints(DensityClustering clustering, JsonLine line) throws IOException {
    checkTargets();
    FileProgress progress = new FileProgress(input, spec.commandLine().getErr());
    PointRows rows = PointRows.read(input, layout.layout(), progress);
    progress.done("Read %,d points".formatted(rows.points()));
    Clustered clustered =
        rows.points() == 0
            ? Clustered.NOTHING
            : clustering.ofPoints(rows.values(), rows.dimensions());
    finish(clustered, rows::key, line);
    tellRejected(rows.rejected(), rows.rejectedLines(), line);
  }

  private void checkTargets() throws IOException {
    if (output != null) {
      ClusterFile.check(output);
    }
    if (details != null) {
      ClusterFile.check(details);
    }
  }

  private void finish(Clustered clustered, IntFunction<byte[]> keys, JsonLine line)
      throws IOException {
    if (output != null) {
      ClusterFile.write(output, clustered, keys, false);
    }
    if (details != null) {
      ClusterFile.write(details, clustered, keys, true);
    }
    line.with("clusters", clustered.clusters())
        .with("noise", clustered.noise())
        .with("points", clustered.points());
  }

  /** In the last line, and for a person on stderr. */
  private void tellRejected(long count, List<RejectedLine> first, JsonLine line) {
    line.with("rejected", count).with("rejected_lines", first);
    PrintWriter err = spec.commandLine().getErr();
    for (RejectedLine rejected : first) {
      err.printf(
          "%s: line %d is left out: %s: %s%s%n",
          input,
          rejected.line(),
          rejected.problem(),
          rejected.text(),
          rejected.hint(layout.skipHeader()));
    }
    if (count > first.size()) {
      err.printf("%s: %,d lines are left out in all%n", input, count);
    }
  }

  private String advice() {
    return algorithm == DensityAlgorithm.OPTICS
        ? ", and --hyper-params '{\"max_eps\": E}' leaves out what is farther apart than E"
        : "";
  }
}
