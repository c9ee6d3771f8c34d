package dev.scurry.benchmarks;

import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.training.TrainingStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Vectors into training inside Flink, beside the same source whose vectors go through the network
 * to nobody and, chained, to nobody; by turns, start and stop included.
 *
 * <pre>
 * benchmarks/run TrainingBenchmark [VECTORS [WINDOWS [REPEATS]]]
 * </pre>
 */
public final class TrainingBenchmark {
  private static final int PARALLELISM = 2;
  private static final double BAR = 1_000_000;

  private final long vectors;
  private final int windows;
  private final LocalFlink flink;

  private TrainingBenchmark(long vectors, int windows, LocalFlink flink) {
    this.vectors = vectors;
    this.windows = windows;
    this.flink = flink;
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    long vectors = arguments.length > 0 ? Long.parseLong(arguments[0]) : 20_000_000;
    int windows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      new TrainingBenchmark(vectors, windows, flink).compare(repeats);
    }
  }

  private void compare(int repeats) throws Exception {
    training(); // the JVM compiles
    List<JobCost> chained = new ArrayList<>();
    List<JobCost> network = new ArrayList<>();
    List<JobCost> trained = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      chained.add(told("source to discard, chained", chained()));
      network.add(told("source to discard, over the network", network()));
      trained.add(told("source to training", training()));
    }
    System.out.println("medians:");
    told("source to discard, chained", JobCost.median(chained));
    told("source to discard, over the network", JobCost.median(network));
    judge(told("source to training", JobCost.median(trained)), JobCost.median(network));
  }

  private void judge(JobCost trained, JobCost network) {
    double rate = vectors / trained.seconds();
    double byCpu = PARALLELISM * vectors / trained.cpuSeconds();
    System.out.printf(
        "bar: vectors/s of %d features into training: %,.0f (at least %,.0f; by CPU %,.0f; %.2f of the"
            + " network's): %s%n",
        VectorSource.DIMENSIONS,
        rate,
        BAR,
        byCpu,
        network.seconds() / trained.seconds(),
        rate >= BAR ? "holds" : "MISSED");
  }

  private JobCost chained() throws Exception {
    StreamExecutionEnvironment env = environment();
    source(env).sinkTo(new DiscardingSink<>());
    return JobCost.of(env);
  }

  private JobCost network() throws Exception {
    StreamExecutionEnvironment env = environment();
    source(env).rebalance().sinkTo(new DiscardingSink<>());
    return JobCost.of(env);
  }

  private JobCost training() throws Exception {
    StreamExecutionEnvironment env = environment();
    TrainingStage.attach(source(env), settings()).sinkTo(new DiscardingSink<>()).setParallelism(1);
    return JobCost.of(env);
  }

  @SuppressWarnings("deprecation")
  private DataStream<UserFeatures> source(StreamExecutionEnvironment env) {
    return env.addSource(
        new VectorSource(vectors, windows), "vectors", TypeInformation.of(UserFeatures.class));
  }

  private StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = flink.environment(RuntimeConfiguration.streaming(settings()));
    env.setParallelism(PARALLELISM);
    return env;
  }

  /** Defaults, but for the features and the windows. */
  private static Settings settings() {
    String features =
        IntStream.range(0, VectorSource.DIMENSIONS)
            .mapToObj(f -> "{\"name\":\"f" + f + "\",\"aggregate\":\"count\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return SettingsLoader.load(
        null,
        Map.of(),
        Map.of(
            "features.definitions", features,
            "features.window.size", "1 min",
            "features.window.slide", "1 min"));
  }

  private JobCost told(String what, JobCost cost) {
    System.out.println(cost.line(what, vectors));
    return cost;
  }
}
