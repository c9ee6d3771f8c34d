package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 120,000 real events over two years, once through Kafka and once from the file: the same models,
 * bit for bit, and the same assignments.
 */
class KafkaAndFileITCase {

  private static final List<String> SETTINGS =
      List.of(
          "-D",
          "source.fields.user=user",
          "-D",
          "source.fields.type=event",
          "-D",
          "source.fields.item=item",
          "-D",
          "source.fields.time=timestamp",
          "-D",
          "features.window.size=30 d",
          "-D",
          "features.window.slide=10 d",
          "-D",
          "features.definitions=[{\"name\":\"items\",\"aggregate\":\"distinct\",\"field\":\"item\",\"transform\":\"log1p\"},"
              + "{\"name\":\"adds\",\"aggregate\":\"count\",\"type\":\"add\",\"transform\":\"log1p\"},"
              + "{\"name\":\"modifies\",\"aggregate\":\"count\",\"type\":\"modify\",\"transform\":\"log1p\"},"
              + "{\"name\":\"adds_to_modifies\",\"aggregate\":\"ratio\",\"of\":[\"adds\",\"modifies\"]},"
              + "{\"name\":\"hours\",\"aggregate\":\"active-hours\",\"transform\":\"log1p\"},"
              + "{\"name\":\"gap\",\"aggregate\":\"mean-gap\",\"transform\":\"log1p\"}]");

  /** The file's names become the canonical ones on their way into Kafka. */
  private static final int FIELD_SETTINGS = 8;

  @TempDir Path folder;

  @Test
  void realEvents_throughKafkaAndFromTheFile_giveTheSame() throws Exception {
    String file = Path.of(getClass().getResource("/activity/events-03.csv.gz").toURI()).toString();
    Path output = folder.resolve("output");

    CommandRun fromFile = stream(SETTINGS, "--input", file, "--output", output.toString());

    assertThat(fromFile.exitCode()).as(fromFile.err()).isZero();
    assertIdentities(output);
    try (DemoServers servers = DemoServers.start(folder)) {
      String broker = servers.kafka().bootstrapServers();
      CommandRun sent =
          CommandRun.of(
              "generate",
              "--bootstrap-servers",
              broker,
              "--from",
              file,
              "--fields",
              "user=user,type=event,item=item,time=timestamp");
      assertThat(sent.exitCode()).as(sent.err()).isZero();
      assertThat(sent.result().get("sent").asLong()).isEqualTo(120_000);
      CommandRun fromKafka =
          stream(
              SETTINGS.subList(FIELD_SETTINGS, SETTINGS.size()),
              "--stop-at-end",
              "-D",
              "checkpoint.interval=300 ms",
              "-D",
              "kafka.bootstrap.servers=" + broker);
      assertThat(fromKafka.exitCode()).as(fromKafka.err()).isZero();

      assertAccounted(fromFile.result());
      assertThat(fromKafka.result()).isEqualTo(fromFile.result());
      TopicReader topics = new TopicReader(Map.of("bootstrap.servers", broker));
      assertThat(models(topics)).hasSizeGreaterThan(50).isEqualTo(models(output));
      assertThat(lines(topics, "assignments"))
          .hasSizeGreaterThan(3_000)
          .isEqualTo(Files.readAllLines(output.resolve("assignments.jsonl")));
      assertThat(lines(topics, "segment-changes"))
          .isNotEmpty()
          .isEqualTo(Files.readAllLines(output.resolve("segment-changes.jsonl")));
    }
  }

  private static CommandRun stream(List<String> settings, String... more) {
    List<String> arguments = new ArrayList<>(List.of("stream"));
    arguments.addAll(settings);
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** Over the two years no id comes back, and clusters that persist keep theirs. */
  private static void assertIdentities(Path output) throws IOException {
    Identities identities =
        new Identities(
            models(output).values().stream()
                .map(json -> json.getBytes(StandardCharsets.UTF_8))
                .map(json -> WireFormat.decode(json, ClusterModel.class))
                .toList());
    assertThat(identities.models()).hasSizeGreaterThan(70);
    assertThat(identities.usedAgain()).isEmpty();
    assertThat(identities.kept()).isGreaterThan(0.97);
  }

  private static void assertAccounted(JsonNode result) {
    assertThat(result.get("events_in").asLong()).isEqualTo(120_000);
    assertThat(result.get("events_in_features").asLong()).isEqualTo(120_000);
    assertThat(result.get("dead_letters").asLong()).isZero();
    assertThat(result.get("late").asLong()).isZero();
    assertThat(result.get("models").asLong()).isEqualTo(result.get("model_version").asLong());
  }

  private static List<String> lines(TopicReader topics, String topic) {
    List<String> lines = new ArrayList<>();
    topics.read(topic, json -> lines.add(new String(json, StandardCharsets.UTF_8)));
    lines.sort(null);
    return lines;
  }

  private static Map<Long, String> models(TopicReader topics) {
    Map<Long, String> models = new TreeMap<>();
    topics.read("models", json -> add(models, json));
    return models;
  }

  private static Map<Long, String> models(Path output) throws IOException {
    Map<Long, String> models = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output.resolve("models"))) {
      for (Path file : files.filter(path -> path.endsWith("model.json")).toList()) {
        add(models, Files.readAllBytes(file));
      }
    }
    return models;
  }

  /** By version, as the codec writes it, whatever the white space. */
  private static void add(Map<Long, String> models, byte[] json) {
    ClusterModel model = WireFormat.decode(json, ClusterModel.class);
    models.put(model.version(), new String(WireFormat.encode(model), StandardCharsets.UTF_8));
  }
}
