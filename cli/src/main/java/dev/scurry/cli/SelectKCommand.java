package dev.scurry.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scurry.cli.selectk.KReport;
import dev.scurry.cli.selectk.KStudy;
import dev.scurry.cli.selectk.StudyOptions;
import dev.scurry.cli.vectors.VectorFile;
import dev.scurry.clustering.Scaling;
import dev.scurry.clustering.judging.KSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scurry select-k}: how many clusters a file of vectors has. */
@Command(
    name = "select-k",
    header = "Find out how many clusters a file of vectors has.",
    sortOptions = false,
    description = {
      "",
      "Judges every k from --k-min to --k-max in three ways: the elbow (where the cost of the clusters bends), the"
          + " silhouette (how far they lie apart) and the gap statistic (how much more they explain than in rows without"
          + " clusters). Says which k each of them names, whether they agree, and which k to take.",
      "",
      "--report writes one HTML page, which needs no network: the curves, why this k, the rows in two dimensions, and"
          + " what each cluster is like.",
      "",
      "Reads the file three times at the most and keeps a summary, however many rows there are. A line that is no row of"
          + " numbers is left out, counted (rejected) and told of on stderr. The same rows, options and seed give the same"
          + " answer.",
      "",
      "Example: scurry select-k --input vectors.csv.gz --k-max 12 --scaling standard --report k.html",
      ""
    })
final class SelectKCommand implements Callable<Integer> {

  private static final int GREATEST_K = 100;

  @Spec private CommandSpec spec;
  @Mixin private VectorOptions vectors;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--k-min",
      paramLabel = "K",
      defaultValue = "1",
      description = "The least number of clusters (default: ${DEFAULT-VALUE}).")
  private int kMin;

  @Option(
      names = "--k-max",
      paramLabel = "K",
      defaultValue = "10",
      description =
          "The greatest number of clusters, at most "
              + GREATEST_K
              + " (default: ${DEFAULT-VALUE}).")
  private int kMax;

  @Option(
      names = "--scaling",
      paramLabel = "HOW",
      defaultValue = "none",
      description =
          "none, or standard: each number is divided by its column's standard deviation in every distance (default: ${DEFAULT-VALUE}).")
  private Scaling scaling;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the report to this HTML file.")
  private Path report;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "Keeps the lines that are no rows, as JSON lines.")
  private Path rejected;

  private Progress progress;

  @Override
  public Integer call() throws Exception {
    checkRange();
    progress = new Progress(spec.commandLine().getErr());
    vectors.refuseAsOutput("--report", report, spec.commandLine());
    vectors.refuseAsOutput("--rejected", rejected, spec.commandLine());
    try (RejectedLog rejects = new RejectedLog(progress, rejected)) {
      run(rejects);
    }
    return 0;
  }

  private void checkRange() {
    String problem = null;
    if (kMin < 1) {
      problem = "--k-min has to be at least 1, not " + kMin;
    } else if (kMax < kMin) {
      problem = "--k-max has to be at least --k-min (" + kMin + "), not " + kMax;
    } else if (kMax > GREATEST_K) {
      problem = "--k-max has to be at most " + GREATEST_K + ", not " + kMax;
    }
    if (problem != null) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private void run(RejectedLog rejects) throws IOException {
    long start = System.nanoTime();
    try (WholeLocalFile page = report == null ? null : WholeLocalFile.at(report)) {
      VectorFile rows = VectorFile.open(vectors.input(), vectors.layout(), rejects);
      progress.step("Reading " + vectors.input() + ": " + rows.dimensions() + " features");
      StudyOptions options = new StudyOptions(kMin, kMax, scaling, seed, report != null);
      KStudy study = KStudy.of(rows, rows.dimensions(), options, progress::step);
      if (page != null) {
        write(page, KReport.page(study, vectors.input().toString(), rows.rejected()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      json(study, rows.rejected(), seconds).print(spec.commandLine().getOut());
    }
  }

  private static void write(WholeLocalFile page, String html) throws IOException {
    try (var out = page.open()) {
      out.write(html.getBytes(StandardCharsets.UTF_8));
    }
    page.publish();
  }

  private JsonLine json(KStudy study, long rejected, double seconds) {
    KSelection selection = study.selection();
    JsonLine line =
        new JsonLine()
            .with("k", selection.recommended())
            .with("elbow", orNull(selection.elbowK()))
            .with("silhouette", orNull(selection.silhouetteK()))
            .with("gap", orNull(selection.gapK()))
            .with("agree", selection.agree())
            .with("structureless", selection.structureless())
            .with("ssd", study.ssd())
            .with("points", study.rows())
            .with("rejected", rejected)
            .with("feature_dim", study.dimensions())
            .with("silhouette_points", study.sampleSize())
            .with("curve", curve(selection));
    if (report != null) {
      line.with("report", report.toString());
    }
    return line.with("seconds", Math.round(seconds * 1000) / 1000.0);
  }

  private static List<PointOfCurve> curve(KSelection selection) {
    List<PointOfCurve> curve = new ArrayList<>();
    double[] ssd = selection.curve().ssd();
    for (int i = 0; i < ssd.length; i++) {
      curve.add(
          new PointOfCurve(
              selection.curve().kMin() + i,
              ssd[i],
              orNull(selection.silhouettes()[i]),
              orNull(selection.curve().silhouettes()[i]),
              orNull(selection.gap().gaps()[i]),
              selection.gap().errors()[i]));
    }
    return curve;
  }

  private static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** One k of the last line; what there is not is null. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record PointOfCurve(
      int k,
      double ssd,
      Double silhouette,
      Double simplifiedSilhouette,
      Double gap,
      double gapError) {}
}
