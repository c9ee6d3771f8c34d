package dev.scurry.job.features;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.control.ControlStage;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventInput;
import dev.scurry.job.source.SourceStage;
import dev.scurry.job.source.SourceStreams;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** What the first two stages make of an input. */
final class FeatureRun {
  final Map<String, NaiveFeatures.Row> rows = new TreeMap<>();

  /** Dead letters and late events. */
  final List<String> rejected;

  final List<Tally> tallies;

  /** What the job's accumulator said at the end. */
  final Tally last;

  private FeatureRun(
      List<UserFeatures> features, List<String> rejected, List<Tally> tallies, Tally last) {
    for (UserFeatures f : features) {
      NaiveFeatures.Row before =
          rows.put(f.user + "@" + f.windowEnd, new NaiveFeatures.Row(f.values, f.newEvents));
      if (before != null) {
        throw new AssertionError(f.user + " has features twice at " + f.windowEnd);
      }
    }
    this.rejected = rejected.stream().sorted().toList();
    this.tallies = tallies;
    this.last = last;
  }

  static FeatureRun of(Settings settings, EventInput input, int parallelism) throws Exception {
    return of(settings, input, LocalCluster.environment(parallelism), UnaryOperator.identity());
  }

  /**
   * @param between put between the source and the features
   */
  static FeatureRun of(
      Settings settings,
      EventInput input,
      StreamExecutionEnvironment env,
      UnaryOperator<DataStream<Event>> between)
      throws Exception {
    // Checkpoints fail while part of a bounded source has ended; that must not fail the job.
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
    SourceStreams source = SourceStage.attach(env, settings, input, env.getParallelism());
    SourceStreams in =
        new SourceStreams(between.apply(source.events()), source.rejected(), source.tallies());
    FeatureStreams out =
        FeatureStage.attach(
            in, ControlStage.attach(env, settings, ControlInput.none()).forgets(), settings);
    CloseableIterator<UserFeatures> features = out.features().collectAsync();
    CloseableIterator<OutputRecord> rejected = in.rejected().union(out.late()).collectAsync();
    CloseableIterator<OutputRecord> tallies = out.tallies().collectAsync();
    JobExecutionResult result = env.execute();
    String last = result.getAccumulatorResult(FeatureStage.TALLY_ACCUMULATOR);
    return new FeatureRun(
        all(features),
        all(rejected).stream().map(FeatureRun::text).toList(),
        all(tallies).stream().map(r -> WireFormat.decode(r.value, Tally.class)).toList(),
        WireFormat.decode(last.getBytes(StandardCharsets.UTF_8), Tally.class));
  }

  /** Everything, to the bit. */
  String fingerprint() {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (key, row) ->
            text.append(key)
                .append(' ')
                .append(row.newEvents())
                .append(Arrays.toString(row.values()))
                .append('\n'));
    rejected.forEach(line -> text.append(line).append('\n'));
    tallies.forEach(tally -> text.append(tally).append('\n'));
    return text.append(last).toString();
  }

  private static String text(OutputRecord record) {
    return record.channel + new String(record.value, StandardCharsets.UTF_8);
  }

  private static <T> List<T> all(CloseableIterator<T> rows) throws Exception {
    try (rows) {
      List<T> list = new ArrayList<>();
      rows.forEachRemaining(list::add);
      return list;
    }
  }
}
