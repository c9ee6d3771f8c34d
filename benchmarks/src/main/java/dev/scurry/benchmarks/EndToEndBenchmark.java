package dev.scurry.benchmarks;

import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.BrokerCheck;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.sink.OutputCounts;
import dev.scurry.job.source.BareSource;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.schema.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole job, exactly-once from Kafka to Kafka, beside a job that reads and decodes the same
 * events and only counts them; by turns, start and stop included.
 *
 * <pre>
 * benchmarks/run EndToEndBenchmark [EVENTS [EVENTS_PER_USER_AND_DAY [REPEATS]]]
 * </pre>
 */
public final class EndToEndBenchmark {
  private static final int PARALLELISM = 2;
  private static final int DAYS = 4;
  private static final int WARM_UPS = 4;
  private static final double LEAST_OF_PASSING_THROUGH = 0.5;
  private static final double MOST_OF_ONE_SLICE = 1.3;
  private static final String ONE_SLICE = "1 d";
  private static final String SLICES = "1 h";

  private final ActivityTopic topic;
  private final LocalFlink flink;
  private final Path checkpoints;
  private int runs;
  private long leastCheckpoints = Long.MAX_VALUE;

  private EndToEndBenchmark(ActivityTopic topic, LocalFlink flink, Path checkpoints) {
    this.topic = topic;
    this.flink = flink;
    this.checkpoints = checkpoints;
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    long events = number(arguments, 0, 5_000_000);
    int perUserAndDay = (int) number(arguments, 1, 500);
    int repeats = (int) number(arguments, 2, 3);
    Path checkpoints = Files.createTempDirectory("checkpoints");
    try (ActivityTopic topic =
            ActivityTopic.filled(ActivityTopic.crowd(events, perUserAndDay, DAYS));
        LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      new EndToEndBenchmark(topic, flink, checkpoints).compare(repeats);
    }
  }

  private void compare(int repeats) throws Exception {
    List<JobCost> passing = new ArrayList<>();
    List<JobCost> whole = new ArrayList<>();
    List<JobCost> oneSlice = new ArrayList<>();
    for (int i = 0; i < WARM_UPS; i++) { // A stream runs for months: the compiler's time is not it.
      passThrough();
      wholeJob(SLICES);
      wholeJob(ONE_SLICE);
    }
    for (int i = 0; i < repeats; i++) {
      passing.add(told("pass-through", passThrough()));
      whole.add(told("whole job, 24 slices a window", wholeJob(SLICES)));
      oneSlice.add(told("whole job, 1 slice a window", wholeJob(ONE_SLICE)));
    }
    judge(JobCost.median(passing), JobCost.median(whole), JobCost.median(oneSlice));
  }

  private JobCost passThrough() throws Exception {
    Settings settings = settings(SLICES);
    StreamExecutionEnvironment env = environment(settings);
    BareSource.attach(env, settings, PARALLELISM);
    return JobCost.of(env);
  }

  private JobCost wholeJob(String slide) throws Exception {
    Settings settings = settings(slide);
    BrokerCheck.run(settings, Duration.ofSeconds(10));
    StreamExecutionEnvironment env = environment(settings);
    StreamingClusteringJob.build(
        env,
        settings,
        new KafkaInput(true),
        PARALLELISM,
        records -> KafkaOutput.attach(records, settings),
        false);
    JobCost cost = JobCost.of(env);
    long complete = WatchedJob.completedCheckpoints(flink, cost.result().getJobID());
    if (complete == 0) {
      throw new IllegalStateException("no checkpoint was completed: nothing was exactly-once");
    }
    leastCheckpoints = Math.min(leastCheckpoints, complete);
    return cost;
  }

  private Settings settings(String slide) {
    runs++;
    return topic.settings("run" + runs, Map.of("features.window.slide", slide));
  }

  private StreamExecutionEnvironment environment(Settings settings) {
    Configuration configuration = RuntimeConfiguration.streaming(settings);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    return flink.environment(configuration);
  }

  private JobCost told(String what, JobCost cost) {
    System.out.println(cost.line(what, topic.crowd().events()));
    return cost;
  }

  private void judge(JobCost passing, JobCost whole, JobCost oneSlice) {
    System.out.println("medians:");
    told("pass-through", passing);
    told("whole job, 24 slices a window", whole);
    told("whole job, 1 slice a window", oneSlice);
    System.out.printf("  each whole job completed at least %d checkpoints%n", leastCheckpoints);
    long rows = assignments(whole) - assignments(oneSlice);
    System.out.printf(
        "  %,d and %,d users assigned; %.1f us of time, %.1f us of CPU for each one more%n",
        assignments(whole),
        assignments(oneSlice),
        (whole.seconds() - oneSlice.seconds()) * 1e6 / rows,
        (whole.cpuSeconds() - oneSlice.cpuSeconds()) * 1e6 / rows);
    bar("of the pass-through job's events/s", passing, whole, LEAST_OF_PASSING_THROUGH, true);
    bar("times the cost of one slice a window", whole, oneSlice, MOST_OF_ONE_SLICE, false);
  }

  private static long assignments(JobCost cost) {
    return cost.result().getAccumulatorResult(OutputCounts.accumulator(Channel.ASSIGNMENTS));
  }

  private static void bar(String what, JobCost over, JobCost under, double limit, boolean least) {
    double ratio = over.seconds() / under.seconds();
    boolean holds = least ? ratio >= limit : ratio <= limit;
    System.out.printf(
        "bar: %s: %.2f (%s %.1f; by CPU %.2f): %s%n",
        what,
        ratio,
        least ? "at least" : "at most",
        limit,
        over.cpuSeconds() / under.cpuSeconds(),
        holds ? "holds" : "MISSED");
  }

  private static long number(String[] arguments, int index, long otherwise) {
    return arguments.length > index ? Long.parseLong(arguments[index]) : otherwise;
  }
}
