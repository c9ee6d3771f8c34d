package dev.scurry.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.embedded.StandaloneFlink;
import dev.scurry.generator.GeneratorConfig;
import dev.scurry.generator.KafkaPublisher;
import dev.scurry.generator.PersonaStream;
import dev.scurry.job.daily.DailyClusteringJob;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a Flink cluster that knows nothing of Scurry, by REST: the streaming job live on
 * Kafka, stopped with a savepoint, then the daily job of a day that it has snapshotted.
 */
class BareClusterITCase {

  private static final String JAR = System.getProperty("scurry.job.jar");
  private static final int DAYS = 4;

  @TempDir Path folder;

  @Test
  void jobJar_runsOnABareCluster() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        EmbeddedS3 s3 = EmbeddedS3.start()) {
      s3.createBucket("bucket");
      send(kafka);
      try (StandaloneFlink flink =
              StandaloneFlink.start(folder.resolve("flink"), 1, 2, s3.flinkProperties());
          ClusterClient<StandaloneClusterId> client = flink.client()) {
        String jar = flink.jars().upload(Path.of(JAR));

        JobID streaming =
            flink.jars().run(jar, StreamingClusteringJob.class.getName(), arguments(kafka), 2);
        assertThat(windowEnds(kafka)).contains("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z");
        String savepoint =
            client
                .stopWithSavepoint(
                    streaming, false, "s3://bucket/savepoints", SavepointFormatType.CANONICAL)
                .get(2, TimeUnit.MINUTES);
        assertThat(savepoint).startsWith("s3://bucket/savepoints");

        JobID daily =
            flink
                .jars()
                .run(
                    jar,
                    DailyClusteringJob.class.getName(),
                    List.of("--root", "s3://bucket", "--day", "2026-01-01"),
                    2);
        assertThat(client.requestJobResult(daily).get(2, TimeUnit.MINUTES).isSuccess()).isTrue();
      }
      Path bucket = s3.bucketFolder("bucket");
      assertThat(bucket.resolve("models/scurry/latest.json")).isRegularFile();
      assertThat(bucket.resolve("clusters/day=2026-01-01/clusters.csv.gz")).isRegularFile();
    }
  }

  private static void send(EmbeddedKafka kafka) {
    GeneratorConfig crowd =
        GeneratorConfig.builder().events(10_000).days(DAYS).partitions(2).seed(3).build();
    try (KafkaPublisher publisher =
        KafkaPublisher.open(kafka.bootstrapServers(), "activity", Map.of())) {
      publisher.createTopic(2);
      publisher.publish(PersonaStream.of(crowd), 0, progress -> {});
    }
  }

  private static List<String> arguments(EmbeddedKafka kafka) {
    List<String> arguments = new ArrayList<>();
    Map.of(
            "kafka.bootstrap.servers", kafka.bootstrapServers(),
            "features.window.slide", "1 d",
            "snapshot.root", "s3://bucket",
            "checkpoint.dir", "s3://bucket/checkpoints",
            "checkpoint.interval", "1 s")
        .forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    return arguments;
  }

  /** Window ends of the committed assignments, read until the live job has closed all but one. */
  private static Set<String> windowEnds(EmbeddedKafka kafka) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("group.id", "reader");
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    Set<String> windowEnds = new TreeSet<>();
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("assignments"));
      while (windowEnds.size() < DAYS - 1 && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          windowEnds.add(WireFormat.decode(record.value(), Assignment.class).windowEnd());
        }
      }
    }
    return windowEnds;
  }
}
