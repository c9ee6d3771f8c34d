package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user is forgotten while the job runs, the audit is repeated, and his stored day is cleared. */
class ForgetITCase {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 3000;
  private static final String USER = "user-07";
  private static final String WINDOW = "2026-01-02T11:00:00Z";
  private static final List<String> OUTPUTS =
      List.of("assignments", "segment-changes", "tallies", "audit");

  @TempDir Path folder;

  @Test
  void forget_clearsTheUserFromItsWindowOn_andTheAuditRepeatsIt_atAnotherParallelism()
      throws IOException {
    Path input = Files.write(folder.resolve("events.jsonl"), events());
    Path control =
        Files.writeString(
            folder.resolve("control.jsonl"),
            "{\"command\":\"forget\",\"user_id\":\"%s\",\"who\":\"dpo\",\"effective_from\":\"%s\"}\n"
                .formatted(USER, "2026-01-02T10:20:00Z"));

    JsonNode result = stream(input, control, "one", 1);

    assertThat(result.get("events_in").asInt()).isEqualTo(EVENTS);
    assertThat(result.get("events_in_features").asInt() + result.get("forgotten").asInt())
        .isEqualTo(EVENTS);
    assertThat(lines("one", "audit"))
        .singleElement()
        .satisfies(
            audit -> {
              assertThat(audit.get("outcome").asText()).isEqualTo("accepted");
              assertThat(audit.get("window").asText()).isEqualTo(WINDOW);
            });
    assertThat(lines("one", "segment-changes"))
        .filteredOn(change -> change.path("cause").asText().equals("forgotten"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.get("user_id").asText()).isEqualTo(USER);
              assertThat(change.get("change").asText()).isEqualTo("left");
              assertThat(change.get("window_end").asText()).isEqualTo(WINDOW);
            });

    JsonNode again = stream(input, folder.resolve("one/audit.jsonl"), "two", 2);

    assertThat(again).isEqualTo(result);
    for (String output : OUTPUTS) {
      assertThat(file("two", output)).hasSameBinaryContentAs(file("one", output));
    }
    assertDayIsCleared();
  }

  private void assertDayIsCleared() throws IOException {
    String[] command = {
      "forget", "--root", folder.resolve("one").toString(), "--day", "2026-01-01", "--user", USER
    };
    assertThat(CommandRun.of(command).result().get("rows").asInt()).isEqualTo(1);
    assertThat(CommandRun.of(command).result().get("rows").asInt()).isZero();
  }

  private JsonNode stream(Path input, Path control, String output, int parallelism)
      throws IOException {
    CommandRun run =
        CommandRun.of(
            "stream",
            "--input",
            input.toString(),
            "--control",
            control.toString(),
            "--output",
            folder.resolve(output).toString(),
            "--parallelism",
            Integer.toString(parallelism),
            "-D",
            "features.window.size=6 h",
            "-D",
            "features.window.slide=1 h",
            "-D",
            "training.k=3");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.result();
  }

  private Path file(String output, String channel) {
    return folder.resolve(output).resolve(channel + ".jsonl");
  }

  private List<JsonNode> lines(String output, String channel) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file(output, channel))) {
      lines.add(WireFormat.mapper().readTree(line));
    }
    return lines;
  }

  /** Of forty users over three days, in order. */
  private static List<String> events() {
    Random random = new Random(1);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Instant time = START.plus(Duration.ofDays(3).multipliedBy(i).dividedBy(EVENTS));
      events.add(
          "{\"user_id\":\"user-%02d\",\"event_type\":\"%s\",\"post_id\":\"p%d\",\"event_time\":\"%s\"}"
              .formatted(
                  random.nextInt(40),
                  random.nextBoolean() ? "view" : "comment",
                  random.nextInt(50),
                  time));
    }
    return events;
  }
}
