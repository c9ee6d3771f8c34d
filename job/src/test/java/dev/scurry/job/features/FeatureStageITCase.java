package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.FileInput;
import dev.scurry.schema.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FeatureStageITCase {
  private static final long HOUR = 3_600_000;
  private static final long START = 1_700_000_000_000L;
  private static final Path REAL = Path.of("src/test/resources/activity/events-04.csv.gz");

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  @TempDir Path folder;

  @Test
  void files_giveTheSameFeaturesAtAnyParallelism_andEveryRecordIsAccountedFor() throws Exception {
    Settings settings = settings(Map.of("source.out-of-orderness", "30 min"));
    List<Sample> samples = withStragglers(Sample.random(1, 40, 5000, START, 100 * HOUR));
    FileInput input = writeFiles(samples);

    FeatureRun one = FeatureRun.of(settings, input, 1);
    FeatureRun three = FeatureRun.of(settings, input, 3);

    List<Sample> inTime = inTime(samples, settings);
    assertSame(one.rows, NaiveFeatures.of(inTime, settings.features().window()));
    assertThat(three.fingerprint()).isEqualTo(one.fingerprint());
    int late = samples.size() - inTime.size();
    assertThat(late).isGreaterThan(50);
    assertThat(one.rejected).hasSize(late + 3);
    assertThat(one.last)
        .isEqualTo(
            new Tally(
                null,
                samples.size() + 3,
                inTime.size(),
                Map.of("late", (long) late),
                Map.of("undecodable", 1L, "missing-user", 1L, "unreadable-input", 1L),
                inTime.size(),
                0,
                40,
                1));
    assertThat(one.tallies.get(one.tallies.size() - 1)).isEqualTo(one.last);
    for (Tally tally : one.tallies) {
      assertThat(tally.accepted() + tally.lateTotal() + tally.deadTotal()).isEqualTo(tally.in());
      assertThat(tally.eventsInFeatures()).isLessThanOrEqualTo(tally.accepted());
    }
  }

  @Test
  void realEvents_haveTheNaiveFeatures() throws Exception {
    Settings settings =
        settings(
            Map.of(
                "source.fields.user", "user",
                "source.fields.type", "event",
                "source.fields.item", "item",
                "source.fields.time", "timestamp",
                "features.distinct-exact-limit", "100000",
                "features.window.size", "30 d",
                "features.window.slide", "10 d"));

    FeatureRun run = FeatureRun.of(settings, new FileInput(List.of(REAL.toString())), 2);

    List<Sample> events = realEvents();
    assertThat(run.last.in()).isEqualTo(18_857);
    assertThat(run.last.accepted()).isEqualTo(18_857);
    assertThat(run.last.eventsInFeatures()).isEqualTo(18_857);
    assertThat(run.last.users()).isEqualTo(330);
    assertSame(run.rows, NaiveFeatures.of(events, settings.features().window()));
  }

  @Test
  void failures_changeNothing() throws Exception {
    Settings settings = settings(Map.of("source.out-of-orderness", "30 min"));
    List<Sample> samples = withStragglers(Sample.random(2, 30, 20_000, START, 200 * HOUR));
    FileInput input = writeFiles(samples);
    FeatureRun smooth = FeatureRun.of(settings, input, 2);

    FailSometimes.failures.set(0);
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    Configuration restarting = new Configuration();
    restarting.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarting.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    restarting.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    env.configure(restarting);
    env.enableCheckpointing(20);
    FeatureRun shaken =
        FeatureRun.of(settings, input, env, events -> events.map(new FailSometimes()).uid("fail"));

    assertThat(FailSometimes.failures).hasValue(FailSometimes.TIMES);
    assertThat(shaken.fingerprint()).isEqualTo(smooth.fingerprint());
  }

  /** Fails on the first event after a checkpoint was completed, a few times. */
  private static final class FailSometimes extends RichMapFunction<Event, Event>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final int TIMES = 3;
    static final AtomicInteger failures = new AtomicInteger();

    private transient boolean completed;

    @Override
    public Event map(Event event) throws Exception {
      if (failures.get() < TIMES) {
        // Leaves a checkpoint the time to be taken in the middle of the input.
        new java.util.concurrent.Semaphore(0)
            .tryAcquire(1, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
      if (completed && failures.get() < TIMES) {
        failures.incrementAndGet();
        throw new IOException("a failure that the test wants");
      }
      return event;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      completed = true;
    }
  }

  static void assertSame(
      Map<String, NaiveFeatures.Row> rows, Map<String, NaiveFeatures.Row> expected) {
    assertThat(rows.keySet()).isEqualTo(expected.keySet());
    rows.forEach((key, row) -> assertSame(key, row, expected.get(key)));
  }

  private static void assertSame(String key, NaiveFeatures.Row row, NaiveFeatures.Row expected) {
    assertThat(row.newEvents()).as(key).isEqualTo(expected.newEvents());
    for (int i = 0; i < row.values().length; i++) {
      double value = expected.values()[i];
      assertThat(row.values()[i])
          .as("%s, column %d", key, i)
          .isCloseTo(value, within(1e-9 * (1 + Math.abs(value))));
    }
  }

  static Settings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    all.put("features.definitions", NaiveFeatures.DEFINITIONS);
    all.put("features.window.size", "6 h");
    all.put("features.window.slide", "1 h");
    all.putAll(values);
    return SettingsLoader.load(null, Map.of(), all);
  }

  /** Out of order within half an hour, but one in fifty comes hours too late. */
  private static List<Sample> withStragglers(List<Sample> sorted) {
    Random random = new Random(9);
    List<Sample> samples = Sample.shuffled(sorted, 9, HOUR / 2);
    for (int i = 0; i < samples.size() - 400; i++) {
      if (random.nextInt(50) == 0) {
        samples.add(i + random.nextInt(400), samples.remove(i));
      }
    }
    return samples;
  }

  /** What one partition's own bound leaves. */
  static List<Sample> inTime(List<Sample> samples, Settings settings) {
    List<Sample> inTime = new ArrayList<>();
    long max = Long.MIN_VALUE / 2;
    for (Sample sample : samples) {
      long bound = max - settings.source().outOfOrderness().toMillis();
      if (settings.features().window().sliceEnd(sample.time()) > bound) {
        inTime.add(sample);
        max = Math.max(max, sample.time());
      }
    }
    return inTime;
  }

  /** Three files in the order of their names, one of them broken off behind its events. */
  private FileInput writeFiles(List<Sample> samples) throws IOException {
    int third = samples.size() / 3;
    writeLines("1.jsonl", samples.subList(0, third), "not json\n{\"event_time\":1700000000}\n");
    writeLines("2.jsonl.gz", samples.subList(third, 2 * third), "\u0000");
    writeCsv("3.csv", samples.subList(2 * third, samples.size()));
    return new FileInput(List.of(folder.toString()));
  }

  private void writeLines(String name, List<Sample> samples, String more) throws IOException {
    StringBuilder lines = new StringBuilder();
    samples.forEach(sample -> lines.append(sample.json()).append('\n'));
    Path file = folder.resolve(name);
    if (!name.endsWith(".gz")) {
      Files.writeString(file, lines + more);
      return;
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(file, "what is no gzip", java.nio.file.StandardOpenOption.APPEND);
  }

  private void writeCsv(String name, List<Sample> samples) throws IOException {
    StringBuilder lines = new StringBuilder("amount,post_id,event_time,event_type,user_id\r\n");
    for (Sample sample : samples) {
      lines
          .append(sample.amount() == null ? "" : sample.amount())
          .append(',')
          .append(sample.item() == null ? "" : sample.item())
          .append(',')
          .append(Instant.ofEpochMilli(sample.time()))
          .append(',' + sample.type() + ',' + sample.user() + "\r\n");
    }
    Files.writeString(folder.resolve(name), lines);
  }

  private static List<Sample> realEvents() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(REAL)), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", 4))
          .map(c -> new Sample(c[1], c[2], Long.parseLong(c[0]) * 1000, null, c[3]))
          .toList();
    }
  }
}
