package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same day in a local folder and in a bucket. */
class DailyClusteringOnS3ITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  private static final Settings SETTINGS =
      TestSettings.of(Map.of("daily.eps", "0.2", "daily.min-samples", "4"));

  private static final String MANIFEST = "reports/day=2025-06-10/manifest.json";

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
    Map<String, byte[]> stored = objects("s3://bucket", expected.keySet());
    DailyManifest manifest = decoded(stored.remove(MANIFEST));
    assertThat(manifest)
        .usingRecursiveComparison()
        .ignoringFields("inputs")
        .isEqualTo(decoded(expected.remove(MANIFEST)));
    assertThat(manifest.inputs())
        .hasSize(3)
        .allMatch(input -> input.etag().matches("[0-9a-f]{32}"));
    assertThat(stored).containsExactlyEntriesOf(expected);
    assertThat(new DayStore("s3://bucket", "reports").list("clusters/day=2025-06-10")).hasSize(1);
  }

  @Test
  void run_ofGivenDistancesInABucketGivesTheSameBytesAtAnyParallelism() throws Exception {
    s3.createBucket("given");
    RandomPairs pairs = new RandomPairs(3, true);
    DayStore store = new DayStore("s3://given", "reports");
    for (String name : List.of("a", "b", "c", "d", "e")) {
      byte[] packed = DayFolder.packed(pairs.next(300));
      store.put("temp/distances/day=2025-06-10/" + name + ".gz", new ByteArrayInputStream(packed));
    }
    DailyRequest request =
        DailyRequest.of("s3://given", DayFolder.DAY)
            .withParameters(DensityParameters.dbscan(0.3, 4))
            .withFolders("temp/distances", "temp/clusters")
            .withIntegerKeys(true);
    String clusters = "temp/clusters/day=2025-06-10/clusters.csv.gz";
    Map<String, byte[]> once = null;
    for (int parallelism : List.of(1, 2, 4)) {
      DailyResult result =
          DailyClusteringJob.run(LocalCluster.environment(parallelism), SETTINGS, request);
      assertThat(result.users()).isEqualTo(pairs.naive.points());
      Set<String> written = new TreeSet<>(Set.of(clusters));
      for (FileStatus file : store.list("reports/day=2025-06-10")) {
        written.add("reports/day=2025-06-10/" + file.getPath().getName());
      }
      Map<String, byte[]> objects = objects("s3://given", written);
      once = once == null ? objects : once;
      assertThat(objects).containsExactlyEntriesOf(once);
    }
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(once.get(clusters))).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).isEqualTo(pairs.naive.clusters(0.3, 4));
    DailyManifest manifest = decoded(once.get(MANIFEST));
    assertThat(manifest.inputs())
        .hasSize(5)
        .allMatch(input -> input.etag().matches("[0-9a-f]{32}"));
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
    DayStore store = new DayStore("s3://smaller", "reports");
    String pairs = "distances/day=2025-06-10";
    Blobs.in(new DayFolder(folder), 80, 0.2, 4);
    upload("s3://smaller");
    run("s3://smaller");
    List<String> before = names(store, pairs);
    store.put(pairs + "/scurry-pairs-00001.csv.gz", InputStream.nullInputStream());
    Blobs.in(new DayFolder(folder), 40, 0.2, 4);
    upload("s3://smaller");

    run("s3://smaller");

    assertThat(names(store, pairs))
        .hasSize(3)
        .contains("scurry-pairs-00001.csv.gz")
        .doesNotContainAnyElementsOf(before);
  }

  @Test
  void forget_inABucket_killedHalfWay_thenAgain_isAsIfTheUserHadNotBeenThere(@TempDir Path scratch)
      throws Exception {
    s3.createBucket("forgetting");
    Blobs.in(new DayFolder(folder), 120, 0.2, 4);
    upload("s3://forgetting");
    DailyResult before = run("s3://forgetting");
    DailyRequest request = DailyRequest.of("s3://forgetting", DayFolder.DAY);
    Set<String> users = Set.of("user-00007");
    for (int acts = 0; acts < 4; acts++) {
      DayStore mortal = new DayForgetTest.MortalStore("s3://forgetting", acts);
      assertThatThrownBy(() -> new DayForget(mortal, request, users, scratch).run())
          .hasMessage("killed");
      assertThat(rowsOf(request)).isEqualTo(acts < 2 ? 120 : 119);
    }

    DayForget.Result result = DayForget.run(request, users, scratch);

    assertThat(result).isEqualTo(new DayForget.Result(true, 0, true, List.of()));
    assertThat(filesWith("user-00007")).isEmpty();
    DailyResult after = run("s3://forgetting");
    assertThat(after.users()).isEqualTo(before.users() - 1);
    assertThat(filesWith("user-00007")).isEmpty();
    assertThat(filesWith("user-00008")).isNotEmpty();
  }

  private static int rowsOf(DailyRequest request) throws IOException {
    DayStore store = new DayStore(request.root(), "reports");
    int rows = 0;
    for (DayPart part : DayInput.find(store, request).parts) {
      try (CsvRows csv = CsvRows.ofGzip(store.open(part.path))) {
        csv.next();
        while (csv.next() != null) {
          rows++;
        }
      }
    }
    return rows;
  }

  private static List<String> filesWith(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(s3.bucketFolder("forgetting"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
          bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        if (new String(bytes, StandardCharsets.UTF_8).contains(text)) {
          found.add(file.toString());
        }
      }
    }
    return found;
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
        DailyRequest.of(root, DayFolder.DAY, SETTINGS.daily()));
  }

  private static DailyManifest decoded(byte[] manifest) {
    return WireFormat.decode(manifest, DailyManifest.class);
  }

  private static List<String> names(DayStore store, String folder) throws IOException {
    return Stream.of(store.list(folder)).map(file -> file.getPath().getName()).toList();
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
