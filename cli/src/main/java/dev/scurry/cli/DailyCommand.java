package dev.scurry.cli;

import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.config.Settings;
import dev.scurry.job.daily.DailyClusteringJob;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code scurry daily}: DBSCAN over the users of one snapshotted day. */
@Command(
    name = "daily",
    header = "Cluster the users of one day by density (DBSCAN).",
    description = {
      "",
      "Reads features/day=D below the root, and writes distances/day=D, clusters/day=D/clusters.csv.gz and, last,"
          + " reports/day=D/manifest.json. Running it again gives the same bytes.",
      "",
      "Example: scurry daily --root s3://my-bucket --day yesterday -D daily.eps=0.4",
      ""
    })
final class DailyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private JobOptions options;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--root",
      required = true,
      paramLabel = "URI",
      description = "Where the snapshots lie: a folder, or s3://bucket.")
  private String root;

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DAY",
      converter = DayConverter.class,
      description = "The day, UTC: YYYY-MM-DD, today or yesterday.")
  private LocalDate day;

  @Option(
      names = "--output-folder",
      paramLabel = "NAME",
      defaultValue = DailyRequest.CLUSTERS,
      description = "Folder of the clusters below the root (default: ${DEFAULT-VALUE}).")
  private String outputFolder;

  @Option(
      names = "--allow-partial",
      description = "Take what is there of a day that has no manifest yet.")
  private boolean allowPartial;

  @Override
  public Integer call() throws Exception {
    String root = uriOf(this.root);
    Settings settings = options.settings(Map.of("snapshot.root", root));
    Preflight.checkStorage(settings);
    new Progress().step("Clustering " + day + " of " + root);
    DailyRequest request =
        new DailyRequest(root, day, allowPartial, DailyRequest.DISTANCES, outputFolder);
    try (InProcessJob cluster = InProcessJob.start(settings, options.parallelism(), 0)) {
      json(run(cluster, settings, request, options.parallelism()))
          .print(spec.commandLine().getOut());
    }
    return 0;
  }

  /** A plain path is a folder of this machine. */
  static String uriOf(String root) {
    return root.contains("://")
        ? root
        : Path.of(root).toAbsolutePath().normalize().toUri().toString();
  }

  static DailyResult run(
      InProcessJob cluster, Settings settings, DailyRequest request, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env =
        cluster.environment(RuntimeConfiguration.common(), parallelism);
    return DailyClusteringJob.run(env, settings, request);
  }

  private static JsonLine json(DailyResult result) {
    return new JsonLine()
        .with("day", result.day())
        .with("success", result.success())
        .with("clusters", result.clusters())
        .with("clustered-keys", result.clusteredKeys())
        .with("noise", result.noise())
        .with("users", result.users())
        .with("rejected", result.rejected())
        .with("pairs-within-eps", result.pairsWithinEps())
        .with("pairs-compared", result.pairsCompared());
  }

  /** Reads a day. */
  static final class DayConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      try {
        return switch (text) {
          case "today" -> today;
          case "yesterday" -> today.minusDays(1);
          default -> LocalDate.parse(text);
        };
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no day such as 2026-01-31");
      }
    }
  }
}
