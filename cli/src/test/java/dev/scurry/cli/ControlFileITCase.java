package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a file of events, and their audit given to another run over the same file. */
class ControlFileITCase {

  @TempDir Path folder;

  private Path events;

  @BeforeEach
  void write() throws IOException {
    events = Files.write(folder.resolve("events.jsonl"), new HourlyEvents(40).through(24));
  }

  @Test
  void audit_givenToAnotherRun_repeatsItByteForByte() throws Exception {
    Path commands =
        Files.writeString(
            folder.resolve("commands.jsonl"),
            """
            {"command":"pin","version":3,"who":"ada","effective_from":"2026-01-05T08:30:00Z"}
            {"command":"set-k","k":"2","effective_from":"2026-01-05T10:30:00Z"}
            {"command":"unpin","effective_from":"2026-01-05T12:30:00Z"}
            {"command":"freeze","effective_from":"2026-01-05T14:30:00Z"}
            {"command":"freeze","effective_from":"2026-01-05T14:30:00Z"}

            {"command":"set-half-life","half_life":"3 h","effective_from":"2026-01-05T15:30:00Z"}
            {"command":"unfreeze","effective_from":"2026-01-05T17:30:00Z"}
            {"command":"rollback","effective_from":"2026-01-05T20:30:00Z"}
            {"command":"set-half-life","half_life":"3 windows"}
            {"command":"dance"}
            this is no JSON
            """);

    Path first = stream("first", commands, 2);
    Path again = stream("again", first.resolve("audit.jsonl"), 1);

    List<String> audit =
        Files.readAllLines(first.resolve("audit.jsonl")).stream()
            .map(line -> told(line.getBytes(StandardCharsets.UTF_8)))
            .sorted()
            .toList();
    assertThat(audit)
        .containsExactly(
            "01 accepted 2026-01-05T09:00:00Z version 3 serves until unpin",
            "02 accepted 2026-01-05T11:00:00Z the next model has k 2",
            "03 accepted 2026-01-05T13:00:00Z the newest version serves again, and every one after it",
            "04 accepted 2026-01-05T15:00:00Z nothing is learned until unfreeze",
            "05 refused 2026-01-05T15:00:00Z learning is frozen already",
            "06 accepted 2026-01-05T16:00:00Z the half-life is 3 h",
            "07 accepted 2026-01-05T18:00:00Z learning goes on",
            "08 accepted 2026-01-05T21:00:00Z version 16 serves until unpin",
            "09 refused 2026-01-05T01:00:00Z the half-life is counted in event time and stays so, not 3 windows",
            "10 refused 2026-01-05T01:00:00Z there is no such command; there are pin, rollback, unpin, freeze, unfreeze, set-k, set-half-life, forget",
            "11 refused 2026-01-05T01:00:00Z this is not JSON");
    assertThat(bytes(again)).isEqualTo(bytes(first));
    assertThat(bytes(first)).containsKey("assignments.jsonl");
    assertServed(first);
  }

  @Test
  void inputThatEndsWhileLearningIsFrozen_saysWhoHasLeft() throws Exception {
    Files.write(
        events,
        IntStream.range(0, 9)
            .boxed()
            .flatMap(hour -> new HourlyEvents(20).ofHour(hour).stream().filter(staysUntil(5, hour)))
            .toList());
    Path freeze =
        Files.writeString(
            folder.resolve("commands.jsonl"),
            "{\"command\":\"freeze\",\"effective_from\":\"2026-01-05T03:30:00Z\"}");

    Path output = stream("frozen", freeze, 2);

    assertThat(Files.list(output.resolve("models/scurry"))).as("until frozen").hasSize(3 + 1);
    assertThat(Files.readAllLines(output.resolve("segment-changes.jsonl")))
        .filteredOn(line -> line.contains("\"left\""))
        .singleElement()
        .asString()
        .contains("2026-01-05T06:00:00Z", "\"u19\"");
  }

  /** All but u19, who is gone from an hour on. */
  private static Predicate<String> staysUntil(int last, int hour) {
    return event -> hour < last || !event.contains("\"u19\"");
  }

  /** Windows are assigned by the pinned version while it is pinned. */
  private static void assertServed(Path output) throws IOException {
    Map<String, Long> versions = new TreeMap<>();
    for (String line : Files.readAllLines(output.resolve("assignments.jsonl"))) {
      var tree = WireFormat.mapper().readTree(line);
      versions.put(
          tree.get("window_end").asText().substring(11, 13), tree.get("model_version").asLong());
    }
    assertThat(versions)
        .containsEntry("09", 8L)
        .containsEntry("10", 3L)
        .containsEntry("13", 3L)
        .containsEntry("14", 13L)
        .containsEntry("18", 14L)
        .containsEntry("19", 15L)
        .containsEntry("21", 17L)
        .containsEntry("22", 16L)
        .containsEntry("23", 16L);
  }

  private static String told(byte[] line) {
    AuditRecord record = WireFormat.decode(line, AuditRecord.class);
    return String.format(
        "%02d %s %s %s", record.sequence(), record.outcome(), record.window(), record.reason());
  }

  private Path stream(String name, Path control, int parallelism) {
    Path output = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("stream", "--input", events.toString(), "--output", output.toString()));
    arguments.addAll(List.of("--control", control.toString()));
    arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    arguments.addAll(HourlyEvents.SETTINGS);
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return output;
  }

  /** Every file of a run but the stored features, whose parts are named by chance. */
  private static Map<String, String> bytes(Path output) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(output)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(file).toString();
        if (!name.startsWith("features")) {
          files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }
}
