package dev.scurry.cli;

import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.features.FeatureStage;
import dev.scurry.job.sink.OutputCounts;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.EventInput;
import dev.scurry.schema.Channel;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the streaming job in this process.
 *
 * @param control where commands come from
 * @param sourceParallelism at most the partitions of the input
 * @param output takes all that leaves
 * @param everyModel whether every model is snapshotted
 */
record StreamRun(
    EventInput input,
    ControlInput control,
    int sourceParallelism,
    Consumer<DataStream<OutputRecord>> output,
    boolean everyModel) {

  /** A live input goes with the control topic of the settings, any other with no commands. */
  StreamRun(
      EventInput input,
      int sourceParallelism,
      Consumer<DataStream<OutputRecord>> output,
      boolean everyModel) {
    this(
        input,
        input.live() ? new ControlInput.Topic() : ControlInput.none(),
        sourceParallelism,
        output,
        everyModel);
  }

  /** A bounded run that fails the same way so often won't get better. */
  private static final int RESTARTS = 3;

  /**
   * Runs to the end of the input, or until the process is stopped.
   *
   * @param scratch holds the checkpoints where the settings name no place for them
   */
  Totals run(
      InProcessJob cluster, Settings settings, int parallelism, Path scratch, Progress progress)
      throws Exception {
    return run(cluster, settings, parallelism, scratch, progress, totals -> {});
  }

  /** The same; {@code watch} is shown the totals now and then. */
  Totals run(
      InProcessJob cluster,
      Settings settings,
      int parallelism,
      Path scratch,
      Progress progress,
      Consumer<Totals> watch)
      throws Exception {
    StreamExecutionEnvironment env =
        cluster.environment(configuration(settings, scratch), parallelism);
    StreamingClusteringJob.build(
        env, settings, input, control, sourceParallelism, output, everyModel);
    return Totals.of(
        cluster.run(
            env,
            "scurry " + settings.name(),
            accumulators -> {
              Totals totals = Totals.of(accumulators);
              watch.accept(totals);
              progress.now(totals.line());
            }));
  }

  Configuration configuration(Settings settings, Path scratch) {
    Configuration configuration = RuntimeConfiguration.streaming(settings);
    if (settings.checkpoint().dir().isEmpty()) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          scratch.resolve("checkpoints").toUri().toString());
    }
    if (!input.live()) {
      endSomeday(configuration);
    }
    settings.flink().forEach(configuration::setString);
    return configuration;
  }

  private static void endSomeday(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
  }

  /**
   * What a run has done so far.
   *
   * @param tally where every event went, up to the last window that has closed
   */
  record Totals(Tally tally, long assignments, long models) {

    private static final Tally NOTHING_YET =
        new Tally(null, 0, 0, Map.of(), Map.of(), 0, 0, 0, WireFormat.VERSION);

    static Totals none() {
      return of(Map.of());
    }

    static Totals of(Map<String, Object> accumulators) {
      Object tally = accumulators.get(FeatureStage.TALLY_ACCUMULATOR);
      return new Totals(
          tally == null
              ? NOTHING_YET
              : WireFormat.decode(tally.toString().getBytes(StandardCharsets.UTF_8), Tally.class),
          count(accumulators, Channel.ASSIGNMENTS),
          count(accumulators, Channel.MODELS));
    }

    private static long count(Map<String, Object> accumulators, Channel channel) {
      return accumulators.get(OutputCounts.accumulator(channel)) instanceof Long count ? count : 0;
    }

    /** For the progress line. */
    String line() {
      return tally.in() == 0
          ? "  reading ..."
          : String.format(
              "  through %s: %,d events in, %,d users, %,d models, %,d assignments",
              tally.windowEnd() == null ? "the end" : tally.windowEnd(),
              tally.in(),
              tally.users(),
              models,
              assignments);
    }
  }
}
