package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.clustering.density.PairOptics;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyClusteringJobITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  private static final String CLUSTERS = "clusters/day=2025-06-10/clusters.csv.gz";
  private static final String MANIFEST = "reports/day=2025-06-10/manifest.json";

  @TempDir Path root;

  private DayFolder day;

  @BeforeEach
  void emptyRoot() {
    day = new DayFolder(root);
  }

  @Test
  void run_givesTheNaiveClustersAtAnyParallelism() throws Exception {
    int users = 2 * UserBlock.USERS + 300;
    NaiveDay naive = Blobs.in(day, users, 0.1, 4);

    DailyResult result = run(1, 0.1, 4);
    Map<String, byte[]> once = day.results();

    assertThat(day.unpacked(CLUSTERS)).isEqualTo(naive.clusters());
    assertThat(distanceLines()).isEqualTo(naive.distanceLines());
    assertThat(result.success()).isTrue();
    assertThat(result.day()).isEqualTo(DayFolder.DAY);
    assertThat(result.users()).isEqualTo(users);
    assertThat(result.clusters()).isEqualTo(naive.count()).isGreaterThan(1);
    assertThat(result.noise()).isEqualTo(naive.noise()).isPositive();
    assertThat(result.clusteredKeys()).isEqualTo(users - naive.noise());
    assertThat(result.pairsCompared()).isBetween(1L, (long) users * (users - 1) / 2 / 3);
    assertThat(result.pairsWithinEps())
        .isEqualTo(naive.distanceLines().stream().filter(line -> !line.endsWith(",0")).count());
    for (int parallelism : List.of(2, 4, 1)) {
      assertThat(run(parallelism, 0.1, 4)).isEqualTo(result);
      assertThat(day.results()).containsExactlyEntriesOf(once);
    }
  }

  @Test
  void run_writesTheManifestOfWhatThereIs() throws Exception {
    Blobs.in(day, 60, 0.3, 3);
    run(2, 0.3, 3);

    DailyManifest manifest = manifest();
    assertThat(manifest.inputs())
        .extracting(DailyManifest.Input::path)
        .containsExactly(
            "features/day=2025-06-10/part-0.csv.gz",
            "features/day=2025-06-10/part-1.csv.gz",
            "features/day=2025-06-10/part-2.csv.gz");
    assertThat(manifest.parameters())
        .containsEntry("eps", "0.3")
        .containsEntry("min_samples", "3")
        .containsEntry("scaling", "standard");
    assertThat(manifest.version()).matches("\\d+\\.\\d+.*");
    assertThat(manifest.features())
        .extracting(DailyManifest.Feature::name)
        .containsExactly("views", "comments");
    List<String> written = new ArrayList<>(day.results().keySet());
    written.removeAll(List.of(MANIFEST, CLUSTERS));
    assertThat(manifest.outputs())
        .extracting(DailyManifest.Output::path)
        .containsExactlyElementsOf(written);
    assertThat(manifest.clusters().path()).isEqualTo(CLUSTERS);
    assertThat(sha256(day.unpacked(CLUSTERS))).isEqualTo(manifest.clusters().sha256());
    for (DailyManifest.Output output : manifest.outputs()) {
      String content =
          output.path().endsWith(".gz")
              ? day.unpacked(output.path())
              : Files.readString(day.file(output.path()));
      assertThat(sha256(content)).isEqualTo(output.sha256());
    }
    assertThat(day.file("clusters/day=2025-06-10"))
        .isDirectoryContaining("glob:**/clusters.csv.gz");
    assertThat(Files.list(day.file("clusters/day=2025-06-10"))).hasSize(1);
  }

  @Test
  void run_ofHdbscanGivesWhatItsOwnDistancesGive() throws Exception {
    Blobs.in(day, 300, 0.2, 4);
    DailyRequest request =
        request()
            .withParameters(
                DensityParameters.of(
                    DensityAlgorithm.HDBSCAN,
                    HyperParameters.of("the test", "{\"min_cluster_size\": 8}")));

    DailyResult result = run(3, request);
    Map<String, byte[]> once = day.results();
    Set<Set<String>> partition = partition();

    assertThat(result.clusters()).isEqualTo(partition.size()).isGreaterThan(1);
    assertThat(run(1, request)).isEqualTo(result);
    assertThat(day.results()).containsExactlyEntriesOf(once);
    for (int twice = 0; twice < 2; twice++) {
      run(2, request.withSource(DaySource.DISTANCES));
      assertThat(partition()).isEqualTo(partition);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"min_samples\": 5, \"max_eps\": 1.5}",
        "{\"min_samples\": 5, \"max_eps\": 1.5, \"cluster_method\": \"dbscan\", \"eps\": 0.2}"
      })
  void run_ofOpticsGivesWhatOneProcessGives(String json) throws Exception {
    Blobs.in(day, 300, 0.2, 4);
    DensityParameters parameters =
        DensityParameters.of(DensityAlgorithm.OPTICS, HyperParameters.of("the test", json));

    DailyResult result = run(3, request().withParameters(parameters));
    Map<String, byte[]> once = day.results();

    PairOptics optics = new PairOptics(300, 5, 1.5);
    for (String line : distanceLines()) {
      String[] fields = line.split(",");
      optics.add(user(fields[0]), user(fields[1]), Double.parseDouble(fields[2]));
    }
    int[] expected = OpticsLearner.labels(optics, parameters);
    List<String> rows = day.unpacked(CLUSTERS).lines().skip(1).toList();
    assertThat(rows).hasSize((int) Arrays.stream(expected).filter(label -> label >= 0).count());
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.split(",")[0])
                    .isEqualTo("" + expected[user(row.substring(row.indexOf(',') + 1))]));
    assertThat(result.clusters()).isGreaterThan(1);
    assertThat(run(1, request().withParameters(parameters))).isEqualTo(result);
    assertThat(day.results()).containsExactlyEntriesOf(once);
  }

  private static int user(String key) {
    return Integer.parseInt(key.substring("user-".length()));
  }

  @Test
  void run_ofADayWithoutUsersWritesTheHeader() throws Exception {
    day.manifest(List.<FeatureManifest.Part>of());

    DailyResult result = run(2, 0.5, 5);

    assertThat(result)
        .isEqualTo(
            new DailyResult(
                DayFolder.DAY,
                true,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                output("reports/day=2025-06-10/report-")));
    assertThat(day.unpacked(CLUSTERS)).isEqualTo("cluster,key\r\n");
    assertThat(manifest().counts().users()).isZero();
  }

  /** A day whose manifest is known is followed; the page is the one that the result names. */
  @Test
  void run_ofTheNextDayFollowsTheSegments() throws Exception {
    Blobs.in(day, 60, 0.3, 3);
    DailyResult first = run(2, 0.3, 3);
    Path reports = day.file("reports");
    Files.move(reports.resolve("day=2025-06-10"), reports.resolve("day=2025-06-09"));
    renameInManifest(reports.resolve("day=2025-06-09/manifest.json"));

    DailyResult second = run(2, 0.3, 3);

    String lineage = Files.readString(day.file(output("reports/day=2025-06-10/lineage-")));
    assertThat(WireFormat.decode(lineage.getBytes(UTF_8), DailyLineage.class))
        .satisfies(told -> assertThat(told.since()).isEqualTo("2025-06-09"))
        .satisfies(told -> assertThat(told.events()).isEmpty())
        .satisfies(told -> assertThat(told.nextSegment()).isEqualTo(first.clusters()))
        .satisfies(
            told ->
                assertThat(told.segments())
                    .isNotEmpty()
                    .allSatisfy(s -> assertThat(s.kept()).isEqualTo(s.users())));
    assertThat(Files.readString(day.file(second.report()))).contains("Since 2025-06-09");
  }

  private static void renameInManifest(Path manifest) throws IOException {
    Files.writeString(
        manifest, Files.readString(manifest).replace("day=2025-06-10", "day=2025-06-09"));
  }

  @Test
  void run_refusesADayWithoutManifestAndKeepsTheLastResult() throws Exception {
    Blobs.in(day, 20, 0.5, 3);
    run(1, 0.5, 3);
    Map<String, byte[]> before = day.results();
    Files.delete(day.features("_manifest.json"));

    assertThatThrownBy(() -> run(1, 0.5, 3))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("the day 2025-06-10 is not complete");

    assertThat(day.results()).containsExactlyEntriesOf(before);
  }

  @Test
  void run_ofADamagedPartSaysSoAndKeepsTheLastResult() throws Exception {
    Blobs.in(day, 20, 0.5, 3);
    run(1, 0.5, 3);
    Map<String, byte[]> before = day.results();
    byte[] part = Files.readAllBytes(day.features("part-1.csv.gz"));
    part[part.length / 2] ^= 0x55;
    Files.write(day.features("part-1.csv.gz"), part);

    assertThatThrownBy(() -> run(2, 0.5, 3))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("part-1.csv.gz");

    assertThat(day.results()).containsExactlyEntriesOf(before);
  }

  @Test
  void run_ofAPartWithAnotherHeaderSaysSo() throws Exception {
    byte[] part = DayFolder.packed("user_id,window_end,views\nann,0,1\n");
    DayFolder.write(day.features("odd.csv.gz"), part);
    day.manifest(List.of(new FeatureManifest.Part("odd.csv.gz", part.length)));

    assertThatThrownBy(() -> run(1, 0.5, 3))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("odd.csv.gz has the header user_id,window_end,views");
  }

  @Test
  void run_keepsMalformedRowsApart() throws Exception {
    day.part(
            "a.csv.gz",
            List.of(
                DayFolder.row("ann", 1, 1),
                "bob," + DayFolder.WINDOW_END + ",one,1",
                "\"never closed," + DayFolder.WINDOW_END + ",1,1",
                DayFolder.row("ann", 1, 1),
                DayFolder.row("cyd", 1, 1)))
        .part("b.csv.gz", List.of("", DayFolder.row("dan", 3, 1)))
        .manifest();

    DailyResult result = run(2, 0.5, 2);

    assertThat(result.users()).isEqualTo(3);
    assertThat(result.rejected()).isEqualTo(4);
    assertThat(manifest().counts().rows()).isEqualTo(7);
    assertThat(manifest().rejected())
        .isEqualTo(Map.of("columns", 1L, "number", 1L, "quotes", 1L, "repeated-user", 1L));
    assertThat(day.unpacked(CLUSTERS)).isEqualTo("cluster,key\r\n0,ann\r\n0,cyd\r\n");
    String a = "features/day=2025-06-10/a.csv.gz";
    assertThat(day.unpacked(output("reports/day=2025-06-10/rejected-")).split("\r\n"))
        .containsExactly(
            "path,line,reason,text",
            a + ",3,number,\"bob,2025-06-10T23:00:00Z,one,1\"",
            a + ",4,quotes,\"\"\"never closed,2025-06-10T23:00:00Z,1,1\"",
            a + ",5,repeated-user,\"ann,1749596400000,1.0,1.0\"",
            "features/day=2025-06-10/b.csv.gz,2,columns,");
    assertThat(manifest().rejectedSample())
        .extracting(DailyManifest.RejectedRow::line)
        .containsExactly(3L, 4L, 5L, 2L);
    assertThat(day.unpacked(output("reports/day=2025-06-10/noise-"))).isEqualTo("key\r\ndan\r\n");
  }

  @Test
  void run_clustersUsersWhoAreEqual() throws Exception {
    day.part("a.csv.gz", IntStream.range(0, 6).mapToObj(u -> DayFolder.row("u" + u, 2, 3)).toList())
        .manifest();

    DailyResult result = run(2, 1e-9, 6);

    assertThat(result.clusters()).isEqualTo(1);
    assertThat(result.clusteredKeys()).isEqualTo(6);
    assertThat(distanceLines()).hasSize(15).startsWith("u0,u1,0.0", "u0,u2,0.0");
  }

  @Test
  void run_clustersKeysThatDistanceFilesCannotName() throws Exception {
    day.part(
            "a.csv.gz",
            List.of(
                DayFolder.row("a,b", 1, 1),
                DayFolder.row("say \"x\"", 1, 1),
                DayFolder.row("p", 1, 1)))
        .manifest();

    run(1, 0.5, 3);

    assertThat(day.unpacked(CLUSTERS))
        .isEqualTo("cluster,key\r\n0,\"a,b\"\r\n0,p\r\n0,\"say \"\"x\"\"\"\r\n");
    assertThat(manifest().counts().keysNotInDistances()).isEqualTo(2);
    assertThat(manifest().counts().pairsWithinEps()).isEqualTo(3);
    assertThat(distanceLines()).containsExactly("p,p,0");
  }

  @Test
  void run_removesItsOwnPairsThatAreNotTheDaysAnyMore() throws Exception {
    Blobs.in(day, 30, 0.5, 3);
    Path stale = day.file("distances/day=2025-06-10/scurry-pairs-00007-0123456789abcdef.csv.gz");
    Path foreign = day.file("distances/day=2025-06-10/other.csv.gz");
    DayFolder.write(stale, new byte[] {1});
    Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
    DayFolder.write(foreign, new byte[] {1});

    run(1, 0.5, 3);

    assertThat(stale).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void attach_namesEveryOperatorAndNeedsNoKryo() throws Exception {
    Blobs.in(day, 20, 0.5, 3);
    StreamExecutionEnvironment env = LocalCluster.environment(3);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    DailyClusteringJob.attach(env, settings(0.5, 3), request());

    List<StreamNode> nodes = List.copyOf(env.getStreamGraph().getStreamNodes());

    assertThat(nodes)
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder(
            Operators.DAILY_DAY,
            Operators.DAILY_PARTS,
            Operators.DAILY_ROWS,
            Operators.DAILY_RANKS,
            Operators.DAILY_PAIRS,
            Operators.DAILY_CLUSTERS);
    assertThat(nodes)
        .allSatisfy(
            node -> {
              assertThat(node.getOperatorName()).contains(node.getTransformationUID());
              assertThat(serializers(node)).noneMatch(KryoSerializer.class::isInstance);
            });
  }

  private static Stream<TypeSerializer<?>> serializers(StreamNode node) {
    return Stream.concat(
            Stream.of(node.getTypeSerializersIn()), Stream.of(node.getTypeSerializerOut()))
        .map(serializer -> (TypeSerializer<?>) serializer);
  }

  private DailyResult run(int parallelism, double eps, int minSamples) throws Exception {
    return DailyClusteringJob.run(
        LocalCluster.environment(parallelism),
        settings(eps, minSamples),
        request().withParameters(DensityParameters.dbscan(eps, minSamples)));
  }

  private static DailyResult run(int parallelism, DailyRequest request) throws Exception {
    return DailyClusteringJob.run(
        LocalCluster.environment(parallelism), TestSettings.of(Map.of()), request);
  }

  /** The clusters without their numbers. */
  private Set<Set<String>> partition() throws IOException {
    return day
        .unpacked(CLUSTERS)
        .lines()
        .skip(1)
        .map(row -> row.split(","))
        .collect(Collectors.groupingBy(row -> row[0], mapping(row -> row[1], toSet())))
        .values()
        .stream()
        .collect(toSet());
  }

  private DailyRequest request() {
    return DailyRequest.of(day.uri(), DayFolder.DAY).withSource(DaySource.FEATURES);
  }

  private static Settings settings(double eps, int minSamples) {
    return TestSettings.of(Map.of("daily.eps", "" + eps, "daily.min-samples", "" + minSamples));
  }

  private List<String> distanceLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String path : day.results().keySet()) {
      if (path.startsWith("distances/")) {
        day.unpacked(path).lines().forEach(lines::add);
      }
    }
    return lines.stream().sorted().toList();
  }

  private DailyManifest manifest() throws IOException {
    return WireFormat.decode(Files.readAllBytes(day.file(MANIFEST)), DailyManifest.class);
  }

  private String output(String beginning) throws IOException {
    return manifest().outputs().stream()
        .map(DailyManifest.Output::path)
        .filter(path -> path.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
