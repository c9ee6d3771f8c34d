package dev.scurry.benchmarks;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.sink.BrokerCheck;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.schema.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How long after a window's end its assignments are in the sink, and how long until a reader of
 * committed records has them, at checkpoints every second and every ten.
 *
 * <p>The job runs live over a paced producer, with a slide of one minute of event time. The clock
 * starts when the broker has acknowledged the event that carries the last partition's bound over
 * the window's end: the watermark can pass it from then on, so reading that event is in the
 * figures.
 *
 * <pre>
 * benchmarks/run LatencyBenchmark [WINDOWS [USERS [MINUTES_A_MINUTE]]]
 * </pre>
 */
public final class LatencyBenchmark {
  private static final int PARALLELISM = 2;
  private static final int WARM_UP = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka;
  private final LocalFlink flink;
  private final Path checkpoints;
  private final int windows;
  private final int users;
  private final int speed;

  private LatencyBenchmark(
      EmbeddedKafka kafka, LocalFlink flink, Path checkpoints, int windows, int users, int speed) {
    this.kafka = kafka;
    this.flink = flink;
    this.checkpoints = checkpoints;
    this.windows = windows;
    this.users = users;
    this.speed = speed;
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    Path checkpoints = Files.createTempDirectory("checkpoints");
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      LatencyBenchmark benchmark =
          new LatencyBenchmark(
              kafka,
              flink,
              checkpoints,
              number(arguments, 0, 12),
              number(arguments, 1, 5000),
              number(arguments, 2, 6));
      benchmark.measure("1 s");
      benchmark.measure("10 s");
    }
  }

  private void measure(String checkpointInterval) throws Exception {
    String run = "every-" + checkpointInterval.replace(" ", "");
    kafka.createTopic(run, PacedActivity.PARTITIONS);
    Settings settings = settings(run, checkpointInterval);
    BrokerCheck.run(settings, Duration.ofSeconds(10));
    Arrivals inSink = new Arrivals();
    Arrivals committed = new Arrivals();
    JobClient job = start(settings, inSink);
    try (CommittedReader reader =
            CommittedReader.start(
                kafka.bootstrapServers(), run + "-" + Channel.ASSIGNMENTS.topic(), committed);
        PacedActivity activity = new PacedActivity(kafka.bootstrapServers(), run, users, speed)) {
      activity.produce(WARM_UP + windows);
      reader.awaitWindow(activity.lastWindow(), PATIENCE);
      tell(checkpointInterval, activity, inSink, committed);
    } finally {
      job.cancel().get();
    }
  }

  private JobClient start(Settings settings, Arrivals inSink) throws Exception {
    Configuration configuration = RuntimeConfiguration.streaming(settings);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env = flink.environment(configuration);
    StreamingClusteringJob.build(
        env,
        settings,
        new KafkaInput(false),
        PARALLELISM,
        records -> KafkaOutput.attach(SinkProbe.attach(records, inSink), settings),
        false);
    return env.executeAsync(settings.name());
  }

  private Settings settings(String run, String checkpointInterval) {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    values.put("source.topic", run);
    values.put("source.group-id", run);
    values.put("control.topic", "");
    values.put("sink.topic-prefix", run + "-");
    values.put("sink.transactional-id-prefix", run);
    values.put("features.window.size", "1 h");
    values.put("features.window.slide", "1 min");
    values.put("checkpoint.interval", checkpointInterval);
    return SettingsLoader.load(null, Map.of(), values);
  }

  private void tell(
      String checkpointInterval, PacedActivity activity, Arrivals inSink, Arrivals committed) {
    System.out.printf(
        "checkpoints every %s; %d windows of 1 h, slide 1 min at %d minutes a minute; %,d users,"
            + " %,d events/s%n",
        checkpointInterval, windows, speed, users, activity.eventsPerSecond());
    System.out.println("  " + inSink.latencies(activity, WARM_UP).line("in the sink"));
    System.out.println("  " + committed.latencies(activity, WARM_UP).line("read committed"));
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
