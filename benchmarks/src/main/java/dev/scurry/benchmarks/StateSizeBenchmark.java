package dev.scurry.benchmarks;

import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.BrokerCheck;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.source.KafkaInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Bytes of state a user, read off the checkpoints of the live job once it has read all and off a
 * savepoint: after two days of invented users and after six, so that what grows with time would
 * show. Checkpoints of RocksDB hold old versions of what has changed, a savepoint does not.
 *
 * <pre>
 * benchmarks/run StateSizeBenchmark [USERS [EVENTS_PER_USER_AND_DAY [DAYS...]]]
 * </pre>
 */
public final class StateSizeBenchmark {
  private static final int PARALLELISM = 2;
  private static final int SLICES = 24;
  private static final int[] DAYS = {2, 6};
  private static final List<String> BACKENDS = List.of("heap", "rocksdb");
  private static final int ALIKE = 3;
  private static final double MOST_GROWTH = 1.15;

  private final LocalFlink flink;
  private int runs;

  private StateSizeBenchmark(LocalFlink flink) {
    this.flink = flink;
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
    int perDay = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    int[] days = Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
    try (LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      new StateSizeBenchmark(flink).compare(days.length == 0 ? DAYS : days, users, perDay);
    }
  }

  private void compare(int[] days, int users, int perDay) throws Exception {
    Bytes[] first = after(days[0], users, perDay);
    for (int i = 1; i < days.length; i++) {
      Bytes[] later = after(days[i], users, perDay);
      for (int backend = 0; backend < BACKENDS.size(); backend++) {
        double growth = later[backend].live / first[backend].live;
        System.out.printf(
            "bar: %s: %d days over %d: %.2f (at most %.2f): %s%n",
            BACKENDS.get(backend),
            days[i],
            days[0],
            growth,
            MOST_GROWTH,
            growth <= MOST_GROWTH ? "holds" : "MISSED");
      }
    }
  }

  private Bytes[] after(int days, int users, int perDay) throws Exception {
    long events = (long) users * perDay * days;
    try (ActivityTopic topic = ActivityTopic.filled(ActivityTopic.crowd(events, perDay, days))) {
      Bytes[] bytes = new Bytes[BACKENDS.size()];
      for (int backend = 0; backend < bytes.length; backend++) {
        bytes[backend] = perUser(topic, BACKENDS.get(backend));
      }
      return bytes;
    }
  }

  private Bytes perUser(ActivityTopic topic, String backend) throws Exception {
    Path folder = Files.createTempDirectory("checkpoints");
    runs++;
    Settings settings =
        topic.settings(
            "run" + runs,
            Map.of(
                "state.backend",
                backend,
                "checkpoint.interval",
                "2 s",
                "checkpoint.dir",
                folder.toUri().toString()));
    BrokerCheck.run(settings, Duration.ofSeconds(10));
    try (WatchedJob job = WatchedJob.start(flink, job(settings))) {
      long checkpoint = settled(job);
      return told(topic, backend, job, checkpoint);
    }
  }

  private StreamExecutionEnvironment job(Settings settings) {
    Configuration configuration = RuntimeConfiguration.streaming(settings);
    configuration.set(
        CheckpointingOptions.FS_SMALL_FILE_THRESHOLD,
        org.apache.flink.configuration.MemorySize.ZERO);
    StreamExecutionEnvironment env = flink.environment(configuration);
    StreamingClusteringJob.build(
        env,
        settings,
        new KafkaInput(false),
        PARALLELISM,
        records -> KafkaOutput.attach(records, settings),
        false);
    return env;
  }

  /** The checkpoint after which the features' state has hardly changed for a while. */
  private static long settled(WatchedJob job) throws Exception {
    long last = 0;
    long bytes = 0;
    for (int alike = 0; alike < ALIKE; ) {
      if (job.ended()) {
        throw new IllegalStateException("the job has ended");
      }
      long now = job.checkpoint();
      if (now > last) {
        long held = job.stateBytes(now, "features ");
        System.err.printf("checkpoint %d: %,d bytes%n", now, held);
        alike = held > 0 && Math.abs(held - bytes) <= held / 100 ? alike + 1 : 0;
        bytes = held;
        last = now;
      }
    }
    return last;
  }

  private static Bytes told(ActivityTopic topic, String backend, WatchedJob job, long checkpoint)
      throws Exception {
    double users = topic.crowd().users();
    Bytes bytes =
        new Bytes(
            job.stateBytes(checkpoint, "features ") / users,
            job.stateBytes(checkpoint, "") / users,
            job.savepointBytes(Files.createTempDirectory("savepoint")) / users);
    System.out.printf(
        "  %-8s bytes a user: %,8.0f in the features' checkpoint (%.0f a slice of the window), %,.0f in"
            + " that of the whole job; %,.0f in a savepoint, which has what is live alone%n",
        backend, bytes.features, bytes.features / SLICES, bytes.whole, bytes.live);
    return bytes;
  }

  /** A user's, of all state there is. */
  private record Bytes(double features, double whole, double live) {}
}
