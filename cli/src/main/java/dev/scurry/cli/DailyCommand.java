package dev.scurry.cli;

import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.config.Settings;
import dev.scurry.job.daily.DailyClusteringJob;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.job.daily.DensityParameters;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
  @Mixin private StoredDayOptions stored;
  @Mixin private JobOptions options;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--allow-partial",
      description = "Take what is there of a day that has no manifest yet.")
  private boolean allowPartial;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.settings(Map.of("snapshot.root", stored.uri()));
    Preflight.checkStorage(settings);
    new Progress().step("Clustering " + stored.day() + " of " + stored.uri());
    DailyRequest request =
        stored
            .request(stored.day(), allowPartial)
            .withParameters(
                DensityParameters.dbscan(settings.daily().eps(), settings.daily().minSamples()));
    try (InProcessJob cluster = InProcessJob.start(settings, options.parallelism(), 0)) {
      json(run(cluster, settings, request, options.parallelism()))
          .print(spec.commandLine().getOut());
    }
    return 0;
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
}
