package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same day in a local folder and in a bucket. */
class DailyClusteringOnS3ITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final Settings SETTINGS =
      TestSettings.of(Map.of("daily.eps", "0.2", "daily.min-samples", "4"));

  private static EmbeddedS3 s3;

  @TempDir Path folder;

  @BeforeAll
  static void startS3() {
    s3 = EmbeddedS3.start();
    FileSystem.initialize(Configuration.fromMap(s3.flinkProperties()), null);
  }

  @AfterAll
  static void stopS3() {
    FileSystem.initialize(new Configuration(), null);
    s3.close();
  }

  @Test
  void run_inABucketGivesTheBytesOfALocalFolder() throws Exception {
    s3.createBucket("bucket");
    DayFolder local = new DayFolder(folder);
    Blobs.in(local, 1300, 0.2, 4);
    upload("s3://bucket");

    DailyResult inFolder = run(local.uri());
    DailyResult inBucket = run("s3://bucket");
    DailyResult again = run("s3://bucket/");

    assertThat(inBucket).isEqualTo(inFolder).isEqualTo(again);
    assertThat(inBucket.clusters()).isGreaterThan(1);
    Map<String, byte[]> expected = local.results();
    assertThat(expected).containsKey("clusters/day=2025-06-10/clusters.csv.gz");
    assertThat(objects("s3://bucket", expected.keySet())).containsExactlyEntriesOf(expected);
    assertThat(new DayStore("s3://bucket", "reports").list("clusters/day=2025-06-10")).hasSize(1);
  }

  @Test
  void run_inABucketThatIsNotThereSaysSo() {
    assertThatThrownBy(() -> run("s3://nowhere"))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("s3://nowhere");
  }

  @Test
  void run_removesItsOwnPairsThatAreNotTheDaysAnyMore() throws Exception {
    s3.createBucket("smaller");
    Blobs.in(new DayFolder(folder), 40, 0.2, 4);
    upload("s3://smaller");
    DayStore store = new DayStore("s3://smaller", "reports");
    String stale = "distances/day=2025-06-10/scurry-pairs-00001.csv.gz";
    store.put(stale, InputStream.nullInputStream());

    run("s3://smaller");

    assertThat(store.exists(stale)).isFalse();
    assertThat(store.exists("distances/day=2025-06-10/scurry-pairs-00000.csv.gz")).isTrue();
  }

  @Test
  void put_thatFailsPublishesNothing() throws Exception {
    s3.createBucket("failing");
    DayStore store = new DayStore("s3://failing", "reports");

    assertThatThrownBy(() -> store.put("a/new.txt", BrokenStream.afterBytes(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessage(BrokenStream.MESSAGE);

    assertThat(store.exists("a/new.txt")).isFalse();
  }

  private static DailyResult run(String root) throws Exception {
    return DailyClusteringJob.run(
        LocalCluster.environment(2),
        SETTINGS,
        DailyRequest.of(root, LocalDate.parse(DayFolder.DAY)));
  }

  private void upload(String root) throws IOException {
    DayStore store = new DayStore(root, "reports");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          store.put(folder.relativize(file).toString(), in);
        }
      }
    }
  }

  private static Map<String, byte[]> objects(String root, Iterable<String> paths)
      throws IOException {
    Map<String, byte[]> objects = new TreeMap<>();
    for (String path : paths) {
      objects.put(path, new DayStore(root, "reports").read(path));
    }
    return objects;
  }
}
