package dev.scurry.cli;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.EmbeddedS3;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The demo's Kafka broker and S3 server, with topic and bucket. */
record DemoServers(EmbeddedKafka kafka, EmbeddedS3 s3) implements AutoCloseable {

  static final String TOPIC = "activity";
  static final int PARTITIONS = 4;
  static final String BUCKET = "scurry";

  /** Starts both side by side, their data below {@code folder}. */
  static DemoServers start(Path folder) {
    CompletableFuture<EmbeddedS3> s3 =
        CompletableFuture.supplyAsync(() -> EmbeddedS3.start(folder.resolve("s3")));
    EmbeddedKafka kafka = startKafka(folder, s3);
    DemoServers servers = new DemoServers(kafka, s3.join());
    servers.s3.createBucket(BUCKET);
    kafka.createTopic(TOPIC, PARTITIONS);
    return servers;
  }

  private static EmbeddedKafka startKafka(Path folder, CompletableFuture<EmbeddedS3> s3) {
    try {
      return EmbeddedKafka.start(folder.resolve("kafka"));
    } catch (RuntimeException e) {
      s3.thenAccept(EmbeddedS3::close).join();
      throw e;
    }
  }

  /** The settings that lead a job to these servers. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(s3.flinkProperties());
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("source.topic", TOPIC);
    settings.put("snapshot.root", "s3://" + BUCKET);
    settings.put("checkpoint.dir", "s3://" + BUCKET + "/checkpoints");
    return settings;
  }

  @Override
  public void close() {
    try {
      kafka.close();
    } finally {
      s3.close();
    }
  }
}
