package dev.scurry.cli;

import dev.scurry.cli.density.Algorithm;
import dev.scurry.cli.density.ClusterFile;
import dev.scurry.cli.density.Clustered;
import dev.scurry.cli.density.DensityClustering;
import dev.scurry.cli.density.FilePairs;
import dev.scurry.cli.density.HyperParameters;
import dev.scurry.cli.density.PointRows;
import dev.scurry.cli.density.WrongParameterException;
import dev.scurry.cli.pairs.PairFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      "Reads lines of key1,key2,distance without a header (text or gzip), or with --points one vector a"
          + " line. A pair that is not listed is far; one that is listed twice has the smaller distance;"
          + " keys are any text up to the comma. Lines that are no pair are counted and left out.",
      "",
      "The output has cluster,key a line: clusters from 0 in order of their first core key, noise as -1"
          + " at the end. Labels and defaults are scikit-learn's.",
      "",
      "Example: scurry dbscan --input pairs.csv.gz --eps 0.35 --min-samples 12 --output clusters.csv",
      ""
    })
final class DbscanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
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
  private Algorithm algorithm;

  @Option(
      names = "--eps",
      paramLabel = "E",
      description = "DBSCAN: up to this distance points are neighbours (default: 0.5).")
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

  @Option(names = "--skip-header", description = "Pass over the first line.")
  private boolean skipHeader;

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
    checkTarget(output);
    checkTarget(details);
    checkRereadable();
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
      HyperParameters parameters = HyperParameters.of(hyperParams);
      parameters.put("--eps", "eps", eps);
      parameters.put("--min-samples", "min_samples", minSamples);
      parameters.put("--min-cluster-size", "min_cluster_size", minClusterSize);
      if (points && convertKeyToInt) {
        throw new ParameterException(
            spec.commandLine(), "--convert-key-to-int is for pairs: points have no keys");
      }
      return DensityClustering.of(algorithm, parameters, points);
    } catch (WrongParameterException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void ofPairs(DensityClustering clustering, JsonLine line)
      throws IOException, InterruptedException {
    FilePairs pairs =
        new FilePairs(new PairFile(input, convertKeyToInt, skipHeader), new FileProgress(input));
    Clustered clustered = clustering.ofPairs(pairs);
    write(clustered, pairs.keys()::key);
    List<Map<String, Object>> samples = new ArrayList<>();
    pairs
        .rejected()
        .samples()
        .forEach(s -> samples.add(sample(s.line(), s.problem().words(), s.text())));
    describe(clustered, line);
    line.with("pairs", pairs.pairs());
    rejected(pairs.rejected().count(), samples, line);
  }

  private void ofPoints(DensityClustering clustering, JsonLine line) throws IOException {
    PointRows rows = PointRows.read(input, skipHeader, new FileProgress(input));
    Clustered clustered =
        rows.points() == 0
            ? new Clustered(new int[0], List.of())
            : clustering.ofPoints(rows.values(), rows.dimensions());
    write(clustered, rows::key);
    List<Map<String, Object>> samples = new ArrayList<>();
    rows.samples().forEach(s -> samples.add(sample(s.line(), s.reason(), s.text())));
    describe(clustered, line);
    rejected(rows.rejected(), samples, line);
  }

  private void write(Clustered clustered, IntFunction<byte[]> keys) throws IOException {
    if (output != null) {
      ClusterFile.write(output, clustered, keys, false);
    }
    if (details != null) {
      ClusterFile.write(details, clustered, keys, true);
    }
  }

  private static void describe(Clustered clustered, JsonLine line) {
    line.with("clusters", clustered.clusters())
        .with("noise", clustered.noise())
        .with("points", clustered.points());
  }

  /** In the last line, and for a person on stderr. */
  private void rejected(long count, List<Map<String, Object>> samples, JsonLine line) {
    line.with("rejected", count).with("rejected_lines", samples);
    for (Map<String, Object> sample : samples) {
      boolean header = sample.get("line").equals(1L) && !skipHeader;
      spec.commandLine()
          .getErr()
          .println(
              "%s: line %s is left out: %s: %s%s"
                  .formatted(
                      input,
                      sample.get("line"),
                      sample.get("problem"),
                      sample.get("text"),
                      header ? " (if it is a header, --skip-header passes over it)" : ""));
    }
    if (count > samples.size()) {
      spec.commandLine()
          .getErr()
          .println("%s: %,d lines are left out in all".formatted(input, count));
    }
  }

  private static Map<String, Object> sample(long line, String problem, String text) {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("line", line);
    sample.put("problem", problem);
    sample.put("text", text);
    return sample;
  }

  private String advice() {
    return algorithm == Algorithm.OPTICS
        ? ", and --hyper-params '{\"max_eps\": E}' leaves out what is farther apart than E"
        : "";
  }

  private void checkRereadable() {
    boolean once = Files.exists(input) && !Files.isRegularFile(input) && !Files.isDirectory(input);
    if (once && !points && algorithm != Algorithm.DBSCAN) {
      throw new CommandFailedException(
          input + ": " + algorithm + " reads its pairs twice, which this is no file for");
    }
  }

  /** Better told before a long file is read than behind it. */
  private static void checkTarget(Path file) {
    if (file == null) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailedException(file + ": is a folder, not a file");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder.startsWith("/dev")) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException(file + ": there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new CommandFailedException(file + ": can't be written");
    }
  }
}
