package dev.scurry.job.sameness;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.embedded.EmbeddedServerException;
import dev.scurry.embedded.StandaloneFlink;
import dev.scurry.job.StreamingClusteringJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A broker, an S3 server and a bare Flink cluster, each in processes of its own. */
final class RealServers implements AutoCloseable {
  static final String BUCKET = "bucket";

  /** On a busy machine a cold JobManager can take longer to reach a server than the job waits. */
  private static final String TOO_SLOW = "within 10 s";

  private static final int MOST_ATTEMPTS = 4;
  private static final String JAR = System.getProperty("scurry.job.jar");

  private final EmbeddedKafka kafka;
  private final EmbeddedS3 s3;
  private final StandaloneFlink flink;
  private final FlinkRest rest;
  private final String jar;
  private final List<Integer> taskManagers = new ArrayList<>();
  private int started;

  /** Two TaskManagers of two slots each; a job of parallelism 2 or more has tasks on both. */
  RealServers(Path folder) {
    kafka = EmbeddedKafka.start();
    s3 = EmbeddedS3.start();
    s3.createBucket(BUCKET);
    Map<String, String> properties = new HashMap<>(s3.flinkProperties());
    properties.put("cluster.evenly-spread-out-slots", "true");
    properties.put("metrics.fetcher.update-interval", "100");
    flink = StandaloneFlink.start(folder.resolve("flink"), 2, 2, properties);
    for (; started < 2; started++) {
      taskManagers.add(started);
    }
    rest = new FlinkRest(flink.restUrl());
    jar = flink.jars().upload(Path.of(JAR));
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  EmbeddedS3 s3() {
    return s3;
  }

  StandaloneFlink flink() {
    return flink;
  }

  FlinkRest rest() {
    return rest;
  }

  /** Submits the streaming job. */
  JobID submit(Start start) {
    List<String> arguments = arguments(start);
    for (int attempt = 1; ; attempt++) {
      try {
        return submit(start, arguments);
      } catch (EmbeddedServerException e) {
        if (attempt == MOST_ATTEMPTS || !String.valueOf(e.getMessage()).contains(TOO_SLOW)) {
          throw e;
        }
      }
    }
  }

  private JobID submit(Start start, List<String> arguments) {
    String main = StreamingClusteringJob.class.getName();
    return start.savepoint() == null
        ? flink.jars().run(jar, main, arguments, start.parallelism())
        : flink
            .jars()
            .runFrom(
                start.savepoint(), start.leavingState(), jar, main, arguments, start.parallelism());
  }

  private List<String> arguments(Start start) {
    String name = start.name();
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("kafka.max.partition.fetch.bytes", "8192");
    settings.put("source.group-id", name);
    settings.put("sink.topic-prefix", name + "-");
    settings.put("sink.transactional-id-prefix", name);
    settings.put("snapshot.root", root(name));
    settings.put("checkpoint.dir", "s3://" + BUCKET + "/checkpoints/" + name);
    settings.put("checkpoint.interval", "1 s");
    settings.putAll(start.settings());
    List<String> arguments = new ArrayList<>();
    settings.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    arguments.addAll(start.flags());
    return arguments;
  }

  /** Stops a job without closing its windows; returns where its savepoint is. */
  String stop(JobID job) throws Exception {
    FlinkRest.await("the end of the commands", () -> rest.givenCommandsAreRead(job));
    try (ClusterClient<StandaloneClusterId> client = flink.client()) {
      return client
          .stopWithSavepoint(
              job, false, "s3://" + BUCKET + "/savepoints", SavepointFormatType.CANONICAL)
          .get(2, TimeUnit.MINUTES);
    }
  }

  static String root(String name) {
    return "s3://" + BUCKET + "/runs/" + name;
  }

  Outputs outputs(String name) {
    return Outputs.read(
        kafka.bootstrapServers(), name + "-", s3.bucketFolder(BUCKET).resolve("runs/" + name));
  }

  /** SIGKILL to one of the two TaskManagers, and another in its place. */
  void replaceTaskManager(int index) {
    flink.killTaskManager(taskManagers.get(index));
    flink.startTaskManager();
    taskManagers.set(index, started++);
  }

  /** Which of the two TaskManagers have tasks of a job. */
  List<Integer> taskManagersOf(JobID job) throws Exception {
    Set<String> busy = rest.taskManagersOf(job);
    return IntStream.range(0, taskManagers.size())
        .filter(index -> busy.contains(StandaloneFlink.taskManagerId(taskManagers.get(index))))
        .boxed()
        .toList();
  }

  @Override
  public void close() {
    flink.close();
    s3.close();
    kafka.close();
  }
}
