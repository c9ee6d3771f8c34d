package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that start from the models of another one. */
class WarmStartITCase {

  private static final int HOURS = 5;

  @TempDir Path folder;

  private Path events;
  private Path earlier;

  @BeforeEach
  void runOnce() throws IOException {
    events = Files.write(folder.resolve("events.jsonl"), new HourlyEvents(30).through(HOURS));
    earlier = stream("earlier").resolve("models/scurry");
  }

  @Test
  void earlierModel_isPinnedUnderTheVersionThatItsAssignmentsCarry() throws Exception {
    Path commands =
        Files.writeString(
            folder.resolve("commands.jsonl"),
            """
            {"command":"rollback","effective_from":"2026-01-05T01:30:00Z"}
            {"command":"unpin","effective_from":"2026-01-05T03:30:00Z"}
            {"command":"pin","version":5,"effective_from":"2026-01-05T03:30:00Z"}
            """);

    Path output =
        stream("again", "--control", commands.toString(), "-D", "training.warm-start=" + earlier);

    assertThat(texts(output.resolve("audit.jsonl"), "outcome")).containsOnly("accepted");
    assertThat(texts(output.resolve("assignments.jsonl"), "model_version"))
        .as("6 serves the one window between its own and the rollback's")
        .containsExactlyInAnyOrder("5", "6");
    assertThat(versions(output)).contains("v0000000006", "v0000000010");
  }

  @Test
  void otherFeatures_areRefused_orGoOnWithVersionsAndIdsWhereTrainingIsReset() throws Exception {
    List<String> changed =
        List.of(
            "-D",
            "features.definitions=[{\"name\":\"events\",\"aggregate\":\"count\"},"
                + "{\"name\":\"likes\",\"aggregate\":\"count\",\"type\":\"like\"}]",
            "-D",
            "training.warm-start=" + earlier);
    CommandRun refused = run("refused", changed);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).last().asString().contains("with training.reset only its version");

    List<String> reset = new ArrayList<>(changed);
    reset.addAll(List.of("-D", "training.reset=true"));
    Path output = stream("reset", reset.toArray(String[]::new));

    assertThat(texts(output.resolve("assignments.jsonl"), "model_version"))
        .containsExactlyInAnyOrder("6", "7", "8", "9");
    Set<String> before = texts(folder.resolve("earlier/assignments.jsonl"), "closest_cluster");
    assertThat(texts(output.resolve("assignments.jsonl"), "closest_cluster"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(before);
  }

  private Path stream(String name, String... more) {
    CommandRun run = run(name, List.of(more));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return folder.resolve(name);
  }

  private CommandRun run(String name, List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "stream",
                "--input",
                events.toString(),
                "--output",
                folder.resolve(name).toString()));
    arguments.addAll(HourlyEvents.SETTINGS);
    arguments.addAll(more);
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static Set<String> texts(Path file, String field) throws IOException {
    Set<String> values = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode tree = WireFormat.mapper().readTree(line);
      values.add(tree.get(field).asText());
    }
    return values;
  }

  private static List<String> versions(Path output) throws IOException {
    try (var listed = Files.list(output.resolve("models/scurry"))) {
      return listed.map(path -> path.getFileName().toString()).toList();
    }
  }
}
