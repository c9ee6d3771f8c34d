package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.scurry.clustering.AdjustedRand;
import dev.scurry.generator.GeneratorConfig;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.JsonSchemas;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo with fewer events, read back from the servers themselves: every record against its
 * schema, every number against the others.
 */
class EndToEndITCase {

  private static final int EVENTS = 30_000;
  private static final long SEED = 7;

  @TempDir Path folder;

  private final Map<Channel, List<byte[]>> records = new EnumMap<>(Channel.class);

  @Test
  void demo_leavesRecordsThatHoldTogether() throws Exception {
    StringWriter printed = new StringWriter();
    try (DemoServers servers = DemoServers.start(folder)) {
      Settings settings = settings(servers);
      Demo demo =
          new Demo(
              new DemoFolder(folder),
              settings,
              GeneratorConfig.builder()
                  .events(EVENTS)
                  .seed(SEED)
                  .partitions(DemoServers.PARTITIONS)
                  .build(),
              2,
              0,
              new Progress());
      Preflight.checkBrokerAndStorage(settings);

      int exitCode = new BoundedDemo(demo, System.nanoTime()).run(new PrintWriter(printed));

      assertThat(exitCode).isZero();
      JsonNode result = new CommandRun(0, printed.toString(), "").result();
      readAllTopics(settings);
      assertSchemas();
      assertTallies(result);
      assertAgreement(result);
      assertStorage(settings, result);
    }
  }

  private static Settings settings(DemoServers servers) {
    Map<String, String> settings = new HashMap<>(DemoCommand.SETTINGS);
    settings.putAll(servers.settings());
    return SettingsLoader.load(null, Map.of(), settings);
  }

  private void readAllTopics(Settings settings) {
    TopicReader reader = new TopicReader(settings.kafka());
    for (Channel channel : Channel.all()) {
      List<byte[]> values = new ArrayList<>();
      reader.read(channel.topic(), values::add);
      records.put(channel, values);
      // Nobody steers the demo, so there is nothing to audit.
      assertThat(values.isEmpty()).as(channel.topic()).isEqualTo(channel == Channel.AUDIT);
    }
  }

  private void assertSchemas() throws IOException {
    for (Channel channel : Channel.all()) {
      JsonSchema schema = schema(JsonSchemas.of(channel));
      for (byte[] value : records.get(channel)) {
        assertThat(schema.validate(WireFormat.mapper().readTree(value)))
            .as(new String(value, StandardCharsets.UTF_8))
            .isEmpty();
      }
    }
  }

  private void assertTallies(JsonNode result) {
    for (byte[] value : records.get(Channel.TALLIES)) {
      Tally tally = WireFormat.decode(value, Tally.class);
      assertThat(tally.accepted() + tally.lateTotal() + tally.deadTotal()).isEqualTo(tally.in());
    }
    assertThat(result.get("events_in").asLong()).isEqualTo(EVENTS);
    assertThat(result.get("dead_letters").asInt())
        .isEqualTo(records.get(Channel.DEAD_LETTER).size())
        .isEqualTo(EVENTS / 200);
    assertThat(result.get("late").asInt()).isEqualTo(records.get(Channel.LATE).size()).isPositive();
    assertThat(
            result.get("events_in_features").asLong()
                + result.get("dead_letters").asLong()
                + result.get("late").asLong())
        .isEqualTo(EVENTS);
  }

  /** Anyone can compute the index again from the two files that the result names. */
  private void assertAgreement(JsonNode result) throws IOException {
    Map<String, String> personas = new HashMap<>();
    List<String> rows = Files.readAllLines(Path.of(result.get("personas").asText()));
    assertThat(rows.get(0)).isEqualTo("user,persona");
    rows.stream().skip(1).map(row -> row.split(",")).forEach(row -> personas.put(row[0], row[1]));
    Map<String, Assignment> last = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(result.get("assignments").asText()))) {
      Assignment assignment =
          WireFormat.decode(line.getBytes(StandardCharsets.UTF_8), Assignment.class);
      last.merge(
          assignment.userId(),
          assignment,
          (a, b) -> a.windowEnd().compareTo(b.windowEnd()) > 0 ? a : b);
    }
    assertThat(last).hasSize(result.get("users").asInt());
    List<String> users = last.keySet().stream().sorted().toList();
    double ari =
        AdjustedRand.of(
            users.stream().mapToLong(user -> personas.get(user).hashCode()).toArray(),
            users.stream().mapToLong(user -> last.get(user).closestCluster()).toArray());
    assertThat(result.get("ari").asDouble()).isEqualTo(ari).isGreaterThanOrEqualTo(0.9);
    assertThat(result.get("k").asInt()).isEqualTo(6);
    assertThat(result.get("model_version").asInt()).isEqualTo(records.get(Channel.MODELS).size());
  }

  private static void assertStorage(Settings settings, JsonNode result) throws IOException {
    String root = settings.snapshot().root();
    LatestModel latest = read(StoragePaths.latestModel(root, settings.name()), LatestModel.class);
    assertThat(latest.version()).isEqualTo(result.get("model_version").asLong());
    String model = StoragePaths.model(root, settings.name(), latest.version());
    assertThat(read(model + "/model.json", ClusterModel.class).k()).isEqualTo(6);
    assertThat(bytes(model + "/flink-ml/metadata")).isNotEmpty();
    assertThat(bytes(model + "/model.tar.gz")).isNotEmpty();

    String day = "2026-01-14";
    FeatureManifest features = read(StoragePaths.featureManifest(root, day), FeatureManifest.class);
    assertThat(features.parts()).isNotEmpty();
    FileStatus[] reports = storage(root).listStatus(path(StoragePaths.reportsOf(root, day)));
    assertThat(reports).hasSizeGreaterThan(1);
    read(StoragePaths.reportsOf(root, day) + "/manifest.json", DailyManifest.class);
    List<String> clusters = gunzip(bytes(StoragePaths.clustersOf(root, "clusters", day)));
    assertThat(clusters.get(0)).isEqualTo("cluster,key");
    assertThat(clusters.stream().skip(1).map(row -> row.split(",")[0]).distinct())
        .hasSize(result.get("daily_clusters").asInt());
  }

  private static <T> T read(String file, Class<T> type) throws IOException {
    byte[] json = bytes(file);
    assertThat(schema(JsonSchemas.of(type)).validate(WireFormat.mapper().readTree(json)))
        .as(file)
        .isEmpty();
    return WireFormat.decode(json, type);
  }

  private static byte[] bytes(String file) throws IOException {
    try (FSDataInputStream in = storage(file).open(path(file))) {
      return in.readAllBytes();
    }
  }

  private static List<String> gunzip(byte[] bytes) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static FileSystem storage(String uri) throws IOException {
    return FileSystem.get(URI.create(uri));
  }

  private static org.apache.flink.core.fs.Path path(String file) {
    return new org.apache.flink.core.fs.Path(file);
  }

  private static JsonSchema schema(String text) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
  }
}
