package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.scurry.clustering.density.Hdbscan;
import dev.scurry.clustering.density.PairConsumer;
import dev.scurry.clustering.density.PairCoreDistances;
import dev.scurry.clustering.density.PairForest;
import dev.scurry.job.LocalCluster;
import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A day whose distances are given. */
class DistancesDayITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  private static final String FOLDER = "distances/day=2025-06-10/";
  private static final String CLUSTERS = "clusters/day=2025-06-10/clusters.csv.gz";
  private static final String MANIFEST = "reports/day=2025-06-10/manifest.json";

  @TempDir Path root;

  private DayFolder day;
  private boolean integerKeys;

  @BeforeEach
  void emptyRoot() {
    day = new DayFolder(root);
  }

  @Test
  void run_givesTheFileOfThreePairs() throws Exception {
    integerKeys = true;
    object("part.gz", "1,2,0.5\n1,3,0.5\n4,5,0.9\n");

    DailyResult result = run(2, dbscan(0.5, 3));

    assertThat(day.unpacked(CLUSTERS)).isEqualTo("cluster,key\r\n0,1\r\n0,2\r\n0,3\r\n");
    assertThat(result.success()).isTrue();
    assertThat(result.clusters()).isEqualTo(1);
    assertThat(result.clusteredKeys()).isEqualTo(3);
    assertThat(result.noise()).isEqualTo(2);
    assertThat(result.rejected()).isZero();
  }

  /** clustering-lambda's test of every pair of five keys, each with itself too. */
  @ParameterizedTest
  @CsvSource({
    "DBSCAN, 0.4, 2, 0",
    "DBSCAN, 0.5, 3, 5",
    "OPTICS, 0.4, 2, 5",
    "OPTICS, 0.5, 3, 5",
  })
  void run_ofAllPairsOfFiveKeys(
      DensityAlgorithm algorithm, double eps, int minSamples, int clustered) throws Exception {
    integerKeys = true;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      lines.append(i / 5).append(',').append(i % 5).append(",0.5\n");
    }
    object("part.gz", lines.toString());

    DailyResult result =
        run(
            2,
            parameters(algorithm, "{\"eps\": %s, \"min_samples\": %d}".formatted(eps, minSamples)));

    assertThat(result.success()).isTrue();
    assertThat(result.clusteredKeys()).isEqualTo(clustered);
    assertThat(result.clusters()).isEqualTo(clustered == 0 ? 0 : 1);
  }

  @Test
  void run_ofADayWithoutObjectsWritesTheHeader() throws Exception {
    for (DensityAlgorithm algorithm : DensityAlgorithm.values()) {
      DailyResult result = run(2, parameters(algorithm, "{}"));

      assertThat(result)
          .isEqualTo(new DailyResult(DayFolder.DAY, true, 0, 0, 0, 0, 0, 0, 0, result.report()));
      assertThat(day.unpacked(CLUSTERS)).isEqualTo("cluster,key\r\n");
      assertThat(manifest().inputs()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moons400        | DBSCAN | {'eps': 1.2, 'min_samples': 10}                | 1",
        "moving-pictures | DBSCAN | {'eps': 0.5, 'min_samples': 3}                 | 1",
        "frame-series | DBSCAN | {'eps': 0.055, 'min_samples': 3}                     | 1",
        "frame-series | OPTICS | {'min_samples': 3}                                  | 4",
        "moving-pictures | OPTICS | {'min_samples': 3, 'predecessor_correction': false} | 2",
        "moving-pictures | OPTICS | {'min_samples': 3, 'cluster_method': 'dbscan', 'eps': 0.5} | 3"
      })
  void run_givesScikitLearnsLabels(
      String name, DensityAlgorithm algorithm, String parameters, int column) throws Exception {
    List<String> lines = lines(name + ".csv.gz");
    object("a", String.join("\n", lines.subList(0, lines.size() / 3)));
    object("b", String.join("\n", lines.subList(lines.size() / 3, lines.size() / 2)));
    object("c", String.join("\n", lines.subList(lines.size() / 2, lines.size())));

    run(3, parameters(algorithm, parameters.replace('\'', '"')));

    assertThat(labels()).isEqualTo(expectedLabels(name + ".labels.csv", column));
  }

  /** Its numbers follow another order there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'min_cluster_size': 3}                                     | 2",
        "{'min_cluster_size': 3, 'cluster_selection_method': 'leaf'} | 3"
      })
  void run_ofHdbscanGivesScikitLearnsClusters(String parameters, int column) throws Exception {
    object("a", String.join("\n", lines("frame-series.csv.gz")));

    run(2, parameters(DensityAlgorithm.HDBSCAN, parameters.replace('\'', '"')));

    assertThat(partition(labels()))
        .isEqualTo(partition(expectedLabels("frame-series.labels.csv", column)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void run_ofPairsWithAllKindsOfBadLinesGivesTheNaiveClustersAtAnyParallelism(boolean integers)
      throws Exception {
    integerKeys = integers;
    RandomPairs random = new RandomPairs(7, integers);
    for (String name : List.of("B.gz", "_", "a.csv", "b", "\uE000", "\ud83d\ude00")) {
      object(name, random.next(name.equals("b") ? 0 : 400));
    }
    object("a-header.csv.gz", "key1,key2,distance\n");
    object("empty.gz", "");
    DayFolder.write(day.file(FOLDER + "nothing"), new byte[0]);
    object("h=1/other-day.gz", "900,901,0.1\n900,902,0.1\n900,903,0.1\n");

    DailyResult result = run(1, dbscan(0.3, 4));
    Map<String, byte[]> once = day.results();

    assertThat(day.unpacked(CLUSTERS)).isEqualTo(random.naive.clusters(0.3, 4));
    assertThat(result.clusters()).isGreaterThan(2);
    assertThat(result.noise()).isPositive();
    assertThat(result.users()).isEqualTo(random.naive.points());
    assertThat(manifest().rejected()).isEqualTo(random.bad);
    assertThat(manifest().counts().headers()).isEqualTo(1);
    assertThat(manifest().counts().rows()).isEqualTo(random.pairs + result.rejected());
    assertThat(manifest().rejectedSample()).hasSize(10);
    assertThat(day.unpacked(output("rejected")).lines()).hasSize((int) result.rejected() + 1);
    for (int parallelism : List.of(2, 4)) {
      assertThat(run(parallelism, dbscan(0.3, 4))).isEqualTo(result);
      assertThat(day.results()).containsExactlyEntriesOf(once);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HDBSCAN | {'min_cluster_size': 4, 'min_samples': 3}",
        "OPTICS  | {'min_samples': 4, 'max_eps': 2}"
      })
  void run_givesTheSameAtAnyParallelism(DensityAlgorithm algorithm, String parameters)
      throws Exception {
    RandomPairs random = new RandomPairs(8, false);
    for (String name : List.of("a", "b", "c", "d", "e")) {
      object(name, random.next(300));
    }
    DensityParameters given = parameters(algorithm, parameters.replace('\'', '"'));

    DailyResult result = run(1, given);
    Map<String, byte[]> once = day.results();

    assertThat(result.clusters()).isGreaterThan(1);
    for (int parallelism : List.of(2, 4)) {
      assertThat(run(parallelism, given)).isEqualTo(result);
      assertThat(day.results()).containsExactlyEntriesOf(once);
    }
  }

  @Test
  void run_ofHdbscanGivesWhatOneProcessGives() throws Exception {
    List<String> lines = lines("moons400.csv.gz");
    for (int part = 0; part < 4; part++) {
      int from = lines.size() * part / 4;
      object("part-" + part, String.join("\n", lines.subList(from, lines.size() * (part + 1) / 4)));
    }
    DensityParameters parameters =
        parameters(DensityAlgorithm.HDBSCAN, "{\"min_cluster_size\": 10}");

    run(2, parameters);

    Map<String, Integer> labels = labels();
    assertThat(labels).isEqualTo(inOneProcess(lines, parameters));
    assertThat(Set.copyOf(labels.values())).hasSizeGreaterThan(3);
  }

  @Test
  void run_ofATruncatedObjectCountsTheLinesBeforeTheCut() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 50_000; line++) {
      text.append(line % 100).append(',').append(line % 97).append(",0.").append(line).append('\n');
    }
    byte[] packed = DayFolder.packed(text.toString());
    DayFolder.write(day.file(FOLDER + "cut.gz"), Arrays.copyOf(packed, packed.length / 2));
    object("whole.gz", "x,y,0.1\n");

    DailyResult result = run(2, dbscan(0.5, 2));

    assertThat(result.rejected()).isEqualTo(1);
    assertThat(manifest().rejected()).containsExactly(entry("cut-short", 1L));
    DailyManifest.RejectedRow cut = manifest().rejectedSample().get(0);
    assertThat(cut.path()).isEqualTo(FOLDER + "cut.gz");
    assertThat(cut.line()).isBetween(1000L, 49_999L).isEqualTo(result.pairsCompared());
    String line = text.toString().split("\n", -1)[(int) cut.line() - 1];
    assertThat(line).startsWith(cut.text());
  }

  @Test
  void run_endsReadingAnObjectThatInflatesBeyondItsBound() throws Exception {
    object("bomb.gz", "a,b,0.1\n".repeat(20_000));
    object("large.gz", "c,d,0.1\n".repeat(100));
    Settings settings =
        TestSettings.of(Map.of("daily.max-inflation", "5", "daily.max-inflated", "1600 b"));

    DailyResult result =
        DailyClusteringJob.run(LocalCluster.environment(1), settings, request(dbscan(0.5, 2)));

    assertThat(result.clusters()).isEqualTo(2);
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(result.pairsCompared()).isBetween(300L, 1000L);
    assertThat(manifest().rejected()).containsExactly(entry("inflated", 1L));
    assertThat(manifest().rejectedSample().get(0).path()).isEqualTo(FOLDER + "bomb.gz");
  }

  @Test
  void run_ofAnObjectThatIsNoGzipReadsItAsText() throws Exception {
    DayFolder.write(day.file(FOLDER + "plain.csv.gz"), "\uFEFFa,b,0.1\nb,c,0.1".getBytes(UTF_8));

    run(1, dbscan(0.5, 2));

    assertThat(day.unpacked(CLUSTERS)).isEqualTo("cluster,key\r\n0,a\r\n0,b\r\n0,c\r\n");
  }

  @Test
  void run_keepsRejectedLinesAndTellsWhereTheyAre() throws Exception {
    object("a.gz", "a,b,0.1\na,b,NaN\n\n\"x,y\",b,1\n");
    object("b.gz", "a,c,x\na,c,y\n");

    run(2, dbscan(0.5, 2));

    assertThat(day.unpacked(output("rejected")).split("\r\n"))
        .containsExactly(
            "path,line,reason,text",
            FOLDER + "a.gz,2,not-a-number,\"a,b,NaN\"",
            FOLDER + "a.gz,4,fields,\"\"\"x,y\"\",b,1\"",
            FOLDER + "b.gz,2,not-a-number,\"a,c,y\"");
    assertThat(manifest().counts().headers()).isEqualTo(1);
  }

  /** p is met before the others of its cluster, but is no core, so the cluster has number 1. */
  @Test
  void run_writesAClusterWhereItsFirstKeyStands() throws Exception {
    object(
        "a.gz", "p,x,0.9\na1,a2,.1\na1,a3,.1\na2,a3,.1\nb1,b2,.1\nb1,b3,.1\nb2,b3,.1\np,b1,.4\n");

    run(2, dbscan(0.5, 3));

    assertThat(day.unpacked(CLUSTERS).split("\r\n"))
        .containsExactly("cluster,key", "1,p", "1,b1", "1,b2", "1,b3", "0,a1", "0,a2", "0,a3");
  }

  @Test
  void run_quotesKeysWhereCsvNeedsIt() throws Exception {
    object("a.gz", "\"x\",y z,0.1\n");

    run(1, dbscan(0.5, 2));

    assertThat(day.unpacked(CLUSTERS)).isEqualTo("cluster,key\r\n0,\"\"\"x\"\"\"\r\n0,y z\r\n");
  }

  @Test
  void run_againLeavesNothingOfTheLastResult() throws Exception {
    object("a.gz", "a,b,0.1\na,b,NaN\n");
    run(1, dbscan(0.5, 2));
    Map<String, byte[]> before = day.results();
    object("a.gz", "a,b,0.1\nc,d,0.9\n");

    run(1, dbscan(0.5, 2));

    DailyManifest manifest = manifest();
    List<String> expected =
        new ArrayList<>(manifest.outputs().stream().map(DailyManifest.Output::path).toList());
    expected.addAll(List.of(CLUSTERS, MANIFEST, FOLDER + "a.gz"));
    assertThat(day.results()).containsOnlyKeys(expected);
    assertThat(day.results().keySet()).isNotEqualTo(before.keySet());
    assertThat(manifest.clusters().path()).isEqualTo(CLUSTERS);
    assertThat(day.file(output("clusters"))).hasSameBinaryContentAs(day.file(CLUSTERS));
  }

  @Test
  void attach_namesEveryOperatorAndNeedsNoKryo() throws Exception {
    StreamExecutionEnvironment env = LocalCluster.environment(3);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    DailyClusteringJob.attach(
        env, TestSettings.of(Map.of()), request(parameters(DensityAlgorithm.HDBSCAN, "{}")));

    List<StreamNode> nodes = List.copyOf(env.getStreamGraph().getStreamNodes());

    assertThat(nodes)
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder(
            Operators.DAILY_DAY,
            Operators.DAILY_PARTS,
            Operators.DAILY_DISTANCES,
            Operators.DAILY_KEYS,
            Operators.DAILY_FORESTS,
            Operators.DAILY_CLUSTERS);
    assertThat(nodes)
        .allSatisfy(
            node -> {
              assertThat(node.getOperatorName()).contains(node.getTransformationUID());
              assertThat(Arrays.asList(node.getTypeSerializersIn()))
                  .noneMatch(KryoSerializer.class::isInstance);
            });
  }

  private DailyResult run(int parallelism, DensityParameters parameters) throws Exception {
    return DailyClusteringJob.run(
        LocalCluster.environment(parallelism), TestSettings.of(Map.of()), request(parameters));
  }

  private DailyRequest request(DensityParameters parameters) {
    return DailyRequest.of(day.uri(), DayFolder.DAY)
        .withSource(DaySource.DISTANCES)
        .withIntegerKeys(integerKeys)
        .withParameters(parameters);
  }

  private static DensityParameters dbscan(double eps, int minSamples) {
    return DensityParameters.dbscan(eps, minSamples);
  }

  private static DensityParameters parameters(DensityAlgorithm algorithm, String json) {
    return DensityParameters.of(algorithm, HyperParameters.of("the test", json));
  }

  private void object(String name, String text) throws IOException {
    DayFolder.write(day.file(FOLDER + name), DayFolder.packed(text));
  }

  private DailyManifest manifest() throws IOException {
    return WireFormat.decode(Files.readAllBytes(day.file(MANIFEST)), DailyManifest.class);
  }

  private String output(String name) throws IOException {
    return manifest().outputs().stream()
        .map(DailyManifest.Output::path)
        .filter(path -> path.startsWith("reports/day=2025-06-10/" + name + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = DistancesDayITCase.class.getResourceAsStream("/pairs/" + resource)) {
      InputStream text = resource.endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(text.readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** By key; noise is left out. */
  private Map<String, Integer> labels() throws IOException {
    return day.unpacked(CLUSTERS)
        .lines()
        .skip(1)
        .map(row -> row.split(","))
        .collect(Collectors.toMap(row -> row[1], row -> Integer.valueOf(row[0])));
  }

  private static Map<String, Integer> expectedLabels(String resource, int column)
      throws IOException {
    return lines(resource).stream()
        .skip(1)
        .map(row -> row.split(","))
        .filter(row -> !row[column].equals("-1"))
        .collect(Collectors.toMap(row -> row[0], row -> Integer.valueOf(row[column])));
  }

  private static Set<Set<String>> partition(Map<String, Integer> labels) {
    return Set.copyOf(
        labels.keySet().stream()
            .collect(Collectors.groupingBy(labels::get, Collectors.toSet()))
            .values());
  }

  private static Map<String, Integer> inOneProcess(
      List<String> lines, DensityParameters parameters) {
    List<String> keys =
        lines.stream().flatMap(line -> Stream.of(line.split(",")).limit(2)).distinct().toList();
    PairCoreDistances cores = new PairCoreDistances(keys.size(), parameters.minSamples());
    each(lines, keys, cores::add);
    PairForest forest = new PairForest(cores.coreDistances());
    each(lines, keys, forest::add);
    int[] labels = Hdbscan.ofForest(forest, parameters.hdbscanOptions()).labels();
    Map<String, Integer> byKey = new HashMap<>();
    for (int rank = 0; rank < labels.length; rank++) {
      if (labels[rank] >= 0) {
        byKey.put(keys.get(rank), labels[rank]);
      }
    }
    return byKey;
  }

  private static void each(
      List<String> lines, List<String> keys, PairConsumer<RuntimeException> taker) {
    for (String line : lines) {
      String[] fields = line.split(",");
      taker.accept(keys.indexOf(fields[0]), keys.indexOf(fields[1]), Double.parseDouble(fields[2]));
    }
  }
}
