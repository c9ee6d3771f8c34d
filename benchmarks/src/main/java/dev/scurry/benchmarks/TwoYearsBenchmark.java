package dev.scurry.benchmarks;

import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.features.FeatureStage;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.FileInput;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Real events of two years through the whole job: what the heap holds after a collection, and the
 * state, at each eighth of the events; memory that grows would show.
 *
 * <pre>
 * benchmarks/run TwoYearsBenchmark EVENTS_03_CSV_GZ [SIZE SLIDE]    such as "1 d" "1 h"
 * </pre>
 */
public final class TwoYearsBenchmark {
  private static final int PARALLELISM = 2;
  private static final int EVENTS = 120_000;
  private static final int PARTS = 8;
  private static final double MOST_GROWTH = 1.2;

  private TwoYearsBenchmark() {}

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = settings(arguments);
    try (LocalFlink flink = LocalFlink.start(PARALLELISM);
        WatchedJob job = WatchedJob.start(flink, job(flink, settings, arguments[0]))) {
      List<long[]> looks = looks(job);
      double heap = growth(looks, 0);
      System.out.printf("  state of the second half over the first: %.2f%n", growth(looks, 1));
      System.out.printf(
          "bar: heap of the second half over the first: %.2f (at most %.1f): %s%n",
          heap, MOST_GROWTH, heap <= MOST_GROWTH ? "holds" : "MISSED");
    }
  }

  private static Settings settings(String[] arguments) throws Exception {
    boolean given = arguments.length > 2;
    return SettingsLoader.load(
        null,
        Map.of(),
        Map.of(
            "source.fields.user", "user",
            "source.fields.type", "event",
            "source.fields.item", "item",
            "source.fields.time", "timestamp",
            "features.window.size", given ? arguments[1] : "7 d",
            "features.window.slide", given ? arguments[2] : "6 h",
            "features.definitions",
                "[{\"name\":\"items\",\"aggregate\":\"distinct\",\"field\":\"item\",\"transform\":\"log1p\"},"
                    + "{\"name\":\"adds\",\"aggregate\":\"count\",\"type\":\"add\",\"transform\":\"log1p\"},"
                    + "{\"name\":\"modifies\",\"aggregate\":\"count\",\"type\":\"modify\",\"transform\":\"log1p\"},"
                    + "{\"name\":\"hours\",\"aggregate\":\"active-hours\",\"transform\":\"log1p\"}]",
            "checkpoint.interval", "1 s",
            "checkpoint.dir", Files.createTempDirectory("checkpoints").toUri().toString()));
  }

  private static StreamExecutionEnvironment job(LocalFlink flink, Settings settings, String file) {
    Configuration configuration = RuntimeConfiguration.streaming(settings);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    StreamExecutionEnvironment env = flink.environment(configuration);
    StreamingClusteringJob.build(
        env,
        settings,
        new FileInput(List.of(Path.of(file).toAbsolutePath().toString())),
        1,
        TwoYearsBenchmark::discard,
        false);
    return env;
  }

  private static void discard(DataStream<OutputRecord> records) {
    records.sinkTo(new DiscardingSink<>());
  }

  /** Heap and state when so many parts of the events have come into features. */
  private static List<long[]> looks(WatchedJob job) throws Exception {
    List<long[]> looks = new ArrayList<>();
    for (int part = 1; !job.ended(); ) {
      Tally tally = tally(job);
      if (tally != null && tally.in() >= (long) EVENTS * part / PARTS) {
        looks.add(new long[] {heapBytes(), job.stateBytes(job.checkpoint(), "")});
        System.out.printf(
            "  %s: %,7d events in, heap %,5.1f MB after a collection, state %,7.1f kB%n",
            tally.windowEnd(),
            tally.in(),
            looks.get(looks.size() - 1)[0] / 1e6,
            looks.get(looks.size() - 1)[1] / 1e3);
        part = (int) (tally.in() * PARTS / EVENTS) + 1;
      }
    }
    return looks;
  }

  private static Tally tally(WatchedJob job) throws Exception {
    Object json = job.accumulator(FeatureStage.TALLY_ACCUMULATOR);
    return json == null
        ? null
        : WireFormat.decode(json.toString().getBytes(StandardCharsets.UTF_8), Tally.class);
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double growth(List<long[]> looks, int column) {
    int half = looks.size() / 2;
    return mean(looks.subList(half, looks.size()), column) / mean(looks.subList(0, half), column);
  }

  private static double mean(List<long[]> looks, int column) {
    return looks.stream().mapToLong(look -> look[column]).average().orElse(Double.NaN);
  }
}
