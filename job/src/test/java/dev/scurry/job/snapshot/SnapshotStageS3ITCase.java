package dev.scurry.job.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.StorageCheck;
import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SnapshotStageS3ITCase {
  private static final int DAYS = 3;
  private static final int READS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() {
    s3 = EmbeddedS3.start();
    Configuration configuration = new Configuration();
    s3.flinkProperties().forEach(configuration::setString);
    FileSystem.initialize(configuration, null);
  }

  @AfterAll
  static void stop() {
    FileSystem.initialize(new Configuration(), null);
    s3.close();
  }

  @Test
  void attach_writesWholeDaysAndModelsThroughAFailure() throws Exception {
    s3.createBucket("snapshots");
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    Configuration restart = new Configuration();
    restart.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    env.configure(restart);
    SnapshotStage.attach(
        HourlyFeatures.of(env, DAYS)
            .filter(row -> row.values[0] < 40 || !FAILED.compareAndSet(false, true) || fail()),
        env.fromData(Models.update(1, 1), Models.update(2, 2)),
        settings("s3://snapshots"),
        true);
    env.execute();

    assertThat(FAILED).isTrue();
    Path bucket = s3.bucketFolder("snapshots");
    WrittenDays.assertWhole(bucket, DAYS);
    assertThat(files(bucket.resolve("models")))
        .containsExactly(
            "scurry/latest.json",
            "scurry/v0000000001/flink-ml/data/part-0",
            "scurry/v0000000001/flink-ml/metadata",
            "scurry/v0000000001/model.json",
            "scurry/v0000000001/model.tar.gz",
            "scurry/v0000000002/flink-ml/data/part-0",
            "scurry/v0000000002/flink-ml/metadata",
            "scurry/v0000000002/model.json",
            "scurry/v0000000002/model.tar.gz");
    assertThat(WholeFile.read("s3://snapshots/models/scurry/latest.json").orElseThrow())
        .asString()
        .contains("\"version\":2");
    assertThat(WholeFile.read("s3://snapshots/models/scurry/none.json")).isEmpty();
  }

  @Test
  void publish_removesOldVersions() throws Exception {
    s3.createBucket("retained");
    ModelStore store = new ModelStore("s3://retained", 2);
    for (int version = 1; version <= 4; version++) {
      ClusterModel model = Models.model(version, version);
      store.publish(WireFormat.encode(model));
    }

    assertThat(files(s3.bucketFolder("retained").resolve("models")))
        .filteredOn(name -> name.endsWith("/model.json"))
        .containsExactly("scurry/v0000000003/model.json", "scurry/v0000000004/model.json");
  }

  @Test
  void storageCheck_acceptsBucketAndReportsMissingOne() {
    s3.createBucket("checked");

    assertThat(StorageCheck.run(settings("s3://checked"), PATIENCE)).isEmpty();
    assertThat(s3.bucketFolder("checked")).isEmptyDirectory();
    assertThat(StorageCheck.run(settings("s3://not-there"), PATIENCE))
        .singleElement()
        .asString()
        .startsWith("snapshot.root: s3://not-there can't be written: ")
        .contains("bucket");
  }

  @Test
  void read_isWholeWhileTheFileIsReplaced() throws Exception {
    s3.createBucket("replaced");
    String uri = "s3://replaced/pointer.json";
    List<String> contents = List.of("version 1", "version 2");
    WholeFile.write(uri, contents.get(0).getBytes(UTF_8));
    AtomicBoolean read = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int write = 1; !read.get(); write++) {
                replace(uri, contents.get(write % 2));
              }
            });

    Set<String> found = new TreeSet<>();
    for (int i = 0; i < READS; i++) {
      found.add(new String(WholeFile.read(uri).orElseThrow(), UTF_8));
    }
    read.set(true);
    writer.get();

    assertThat(found).containsExactlyInAnyOrderElementsOf(contents);
  }

  private static void replace(String uri, String content) {
    try {
      WholeFile.write(uri, content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean fail() {
    throw new IllegalStateException("as the test wants");
  }

  private static Settings settings(String root) {
    Map<String, String> values = new HashMap<>(s3.flinkProperties());
    values.put("snapshot.root", root);
    return TestSettings.of(values);
  }

  private static Set<String> files(Path folder) throws Exception {
    try (Stream<Path> tree = Files.walk(folder)) {
      Set<String> names = new TreeSet<>();
      tree.filter(Files::isRegularFile)
          .forEach(file -> names.add(folder.relativize(file).toString()));
      return names;
    }
  }
}
