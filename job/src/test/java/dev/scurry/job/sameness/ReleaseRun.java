package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.Operators;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.StreamingClusteringJob;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.KafkaInput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.SinkFunction;

/** A live run over the {@link ReleaseLog} whose output stays in this process. */
final class ReleaseRun {
  static final String TOPIC = "activity";
  static final String CONTROL_TOPIC = "control";

  private static final Map<String, Queue<String>> OUTPUT = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final LocalFlink flink;
  private final EmbeddedKafka kafka;
  private final JobID job;

  /**
   * Submits the job.
   *
   * @param savepoint null for a start from nothing
   */
  ReleaseRun(
      LocalFlink flink, EmbeddedKafka kafka, int parallelism, String backend, String savepoint)
      throws Exception {
    this.flink = flink;
    this.kafka = kafka;
    OUTPUT.put(id, new ConcurrentLinkedQueue<>());
    Settings settings = settings(backend);
    Configuration configuration = RuntimeConfiguration.streaming(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env = flink.environment(configuration);
    env.setParallelism(parallelism);
    String run = id;
    StreamingClusteringJob.build(
        env,
        settings,
        new KafkaInput(false),
        parallelism,
        records ->
            records
                .addSink(
                    new SinkFunction<>() {
                      @Override
                      public void invoke(OutputRecord record, Context context) {
                        OUTPUT.get(run).add(text(record));
                      }
                    })
                .uid(Operators.SINK)
                .name(Operators.SINK),
        false);
    job = env.executeAsync("release").getJobID();
  }

  private Settings settings(String backend) {
    Map<String, String> settings = new HashMap<>(ReleaseLog.settings());
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("kafka.max.partition.fetch.bytes", "1024");
    settings.put("source.topic", TOPIC);
    settings.put("source.group-id", id);
    settings.put("control.topic", CONTROL_TOPIC);
    settings.put("checkpoint.interval", "200 ms");
    settings.put("snapshot.root", RealServers.root(id));
    settings.put("state.backend", backend);
    return SettingsLoader.load(null, Map.of(), settings);
  }

  private static String text(OutputRecord record) {
    return record.channel
        + "\t"
        + (record.key == null ? "null" : new String(record.key, UTF_8))
        + "\t"
        + (record.value == null ? "null" : new String(record.value, UTF_8));
  }

  JobID job() {
    return job;
  }

  /** What came out up to now, sorted. */
  List<String> output() {
    return OUTPUT.get(id).stream().sorted().toList();
  }

  /** Waits until the source of a topic has read so many records, and a checkpoint knows it. */
  void awaitRead(String topic, long records) throws Exception {
    String group = topic.equals(CONTROL_TOPIC) ? id + "-control" : id;
    FlinkRest.await(
        records + " of " + topic,
        () -> Progress.sum(Progress.committed(kafka.bootstrapServers(), group, topic)) >= records);
  }

  /** Reads the log to its end and closes every window. */
  List<String> finish(Path folder) throws Exception {
    awaitRead(TOPIC, ReleaseLog.RECORDS);
    flink.drain(job, folder.toUri().toString()).get();
    return output();
  }
}
