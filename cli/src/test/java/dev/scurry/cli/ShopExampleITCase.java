package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.AdjustedRand;
import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of someone's own topic, run as it is written there. */
class ShopExampleITCase {
  private static final Path HOME = Path.of("..");
  private static final String COMMAND = "$ ./scurry stream --config examples/shop.yaml";
  private static final int KINDS = 3;

  /** Of the third day, the last that is whole. */
  private static final String END = "2026-01-08T00:00:00Z";

  @TempDir Path folder;

  @Test
  void example_findsTheKindsOfCustomers_inTheFileAndInTheTopic() throws Exception {
    assertThat(readme()).contains(Files.readString(HOME.resolve("examples/shop.yaml")));
    List<String> commands = readme().lines().filter(line -> line.startsWith(COMMAND)).toList();
    assertThat(commands).hasSize(2);

    CommandRun fromFile = run(commands.get(0));
    Map<String, Assignment> ofFile =
        atTheEnd(Files.readAllLines(folder.resolve("assignments.jsonl")));
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      fill(kafka);
      CommandRun fromTopic =
          run(
              commands.get(1)
                  + " --stop-at-end -D kafka.bootstrap.servers="
                  + kafka.bootstrapServers());
      Map<String, Assignment> ofTopic = atTheEnd(topic(kafka, "assignments"));

      for (CommandRun run : List.of(fromFile, fromTopic)) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.result().get("events_in_features").asLong()).isEqualTo(events().size());
      }
      assertThat(ofFile).hasSize(120);
      assertThat(agreement(ofFile)).isGreaterThan(0.9);
      assertThat(ofTopic).isEqualTo(ofFile);
    }
  }

  private static String readme() throws IOException {
    return Files.readString(HOME.resolve("README.md"));
  }

  /** The tests run beside the examples, and leave nothing there. */
  private CommandRun run(String line) {
    String[] arguments =
        line.replace("$ ./scurry ", "")
            .replace("examples/", HOME.resolve("examples") + "/")
            .replace("--output segments", "--output " + folder)
            .split(" ");
    return CommandRun.of(arguments);
  }

  private static List<String> events() throws IOException {
    Path file = HOME.resolve("examples/shop-clicks.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static void fill(EmbeddedKafka kafka) throws IOException {
    kafka.createTopic("shop-clicks", 2);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String event : events()) {
        byte[] customer = event.substring(0, 20).getBytes(StandardCharsets.UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(
                    "shop-clicks", customer, event.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static List<String> topic(EmbeddedKafka kafka, String name) {
    List<String> values = new ArrayList<>();
    new TopicReader(Map.of("bootstrap.servers", kafka.bootstrapServers()))
        .read(name, value -> values.add(new String(value, StandardCharsets.UTF_8)));
    return values;
  }

  private static Map<String, Assignment> atTheEnd(List<String> lines) {
    return lines.stream()
        .map(line -> WireFormat.decode(line.getBytes(StandardCharsets.UTF_8), Assignment.class))
        .filter(assignment -> assignment.windowEnd().equals(END))
        .collect(
            Collectors.toMap(Assignment::userId, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  /** With the kinds that the customers were made as, by their numbers. */
  private static double agreement(Map<String, Assignment> segments) {
    return AdjustedRand.of(
        segments.keySet().stream().mapToLong(c -> Long.parseLong(c.substring(1)) % KINDS).toArray(),
        segments.values().stream().mapToLong(Assignment::closestCluster).toArray());
  }
}
