package dev.scurry.cli;

import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.config.Settings;
import dev.scurry.job.daily.DailyClusteringJob;
import dev.scurry.job.daily.DailyOptions;
import dev.scurry.job.daily.DailyPlan;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.job.daily.StorageRoot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scurry daily}: density clustering of stored days. */
@Command(
    name = "daily",
    header = "Cluster a day by density: DBSCAN, HDBSCAN or OPTICS.",
    description = {
      "",
      "Reads the distances of the day, key1,key2,distance a line in any number of gzip files, or computes them from the"
          + " day's features; writes clusters/day=D/clusters.csv.gz and, last, reports/day=D/manifest.json, which names"
          + " all that belongs to the result. Running it again gives the same bytes; a run that fails or is killed"
          + " leaves the last result.",
      "",
      "The environment of clustering-lambda is understood: BUCKET, INPUT_FOLDER, OUTPUT_FOLDER, ALGORITHM, HYPER_PARAMS,"
          + " CONVERT_KEY_TO_INT. Where BUCKET is set, so are its defaults: the folders temp/clustering-lambda/distances"
          + " and temp/clustering-lambda/clusters, and whole numbers as keys.",
      "",
      "Examples:",
      "  scurry daily --root s3://my-bucket --day yesterday -D daily.eps=0.4",
      "  BUCKET=my-bucket scurry daily --event event.json",
      "  scurry daily --root s3://my-bucket --day 2026-01-01..2026-01-31",
      "  scurry daily --root s3://my-bucket --from distances --watch",
      ""
    })
final class DailyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DailyOptions asked;
  @Mixin private WatchOptions watch;
  @Mixin private JobOptions options;
  @Mixin private Verbosity verbosity;

  @Option(names = "--stop-on-failure", description = "Of several days: none after one that failed.")
  private boolean stopOnFailure;

  @Override
  public Integer call() throws Exception {
    if (watch.isOn() && asked.hasEvent()) {
      throw new ParameterException(
          spec.commandLine(), "--watch finds the days itself: no --event with it");
    }
    Map<String, String> environment = System.getenv();
    Settings settings =
        asked
            .root(environment)
            .map(root -> options.settingsWith(Map.of("snapshot.root", root)))
            .orElseGet(() -> options.settings(Map.of()));
    DailyPlan plan =
        asked.plan(settings, environment, LocalDate.now(ZoneOffset.UTC), !watch.isOn());
    refuseNoFolder(plan.model().root());
    Preflight.checkStorage(settings);
    Progress progress = new Progress();
    plan.notes().forEach(progress::step);
    try (InProcessJob cluster = InProcessJob.start(settings, options.parallelism(), 0)) {
      DayRuns runs =
          new DayRuns(
              plan,
              request -> run(cluster, settings, request, options.parallelism()),
              spec.commandLine().getOut(),
              progress);
      run(runs, plan, progress);
    }
    return 0;
  }

  /** The check of storage would make it; of a bucket it tells itself. */
  private void refuseNoFolder(String root) {
    if (StorageRoot.isMissingFolder(root)) {
      throw new ParameterException(spec.commandLine(), "the root: there is no folder " + root);
    }
  }

  private void run(DayRuns runs, DailyPlan plan, Progress progress) throws Exception {
    if (watch.isOn()) {
      try (Interruption interruption = Interruption.ofThisThread()) {
        new DayWatch(plan, watch.rules(), watch.every(), runs, progress, interruption)
            .untilStopped();
      }
    } else if (plan.days().size() == 1) {
      runs.one(plan.days().get(0));
    } else {
      runs.all(stopOnFailure);
    }
  }

  static DailyResult run(
      InProcessJob cluster, Settings settings, DailyRequest request, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env =
        cluster.environment(RuntimeConfiguration.common(), parallelism);
    return DailyClusteringJob.run(env, settings, request);
  }
}
