package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.job.daily.DailyPlan;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.job.daily.DaySource;
import dev.scurry.job.daily.UnusableDayException;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayRunsTest {

  private static final List<String> DAYS = List.of("2026-01-01", "2026-01-02", "2026-01-03");

  @TempDir Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private String broken = "";

  @BeforeEach
  void inputOfTheFirstAndTheLastDay() throws IOException {
    for (String day : List.of(DAYS.get(0), DAYS.get(2))) {
      Path folder = Files.createDirectories(root.resolve("distances/day=" + day));
      Files.writeString(folder.resolve("pairs.csv.gz"), "");
    }
  }

  @Test
  void all_passesOverADayWithoutInputAndSumsUp() throws IOException {
    runs().all(false);

    assertThat(asked).containsExactly("2026-01-01", "2026-01-03");
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0).path("day").asText()).isEqualTo("2026-01-01");
    assertThat(lines().get(2))
        .isEqualTo(
            WireFormat.mapper()
                .readTree(
                    """
                    {"days": 3, "success": true, "done": ["2026-01-01", "2026-01-03"], "failed": [],
                     "without-input": ["2026-01-02"], "clusters": 4, "clustered-keys": 14}"""));
    assertThat(err.toString()).contains("2026-01-02: no input");
  }

  @Test
  void all_goesOnAfterADayThatFailed() throws IOException {
    broken = "2026-01-01";

    assertThatThrownBy(() -> runs().all(false))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("1 of 3 days failed: 2026-01-01");
    assertThat(asked).containsExactly("2026-01-01", "2026-01-03");
    assertThat(lines().get(0).path("problem").asText()).isEqualTo("no whole gzip file");
    assertThat(lines().get(2).path("success").asBoolean()).isFalse();
  }

  @Test
  void all_stopsAtADayThatFailedIfItIsToldSo() {
    broken = "2026-01-01";

    assertThatThrownBy(() -> runs().all(true)).isInstanceOf(CommandFailedException.class);
    assertThat(asked).containsExactly("2026-01-01");
  }

  @Test
  void printSum_ofADayThatFailedAndThenSucceeded_isASuccess() throws Exception {
    DayRuns runs = runs();
    runs.tellFailure(DAYS.get(0), new UnusableDayException("cut short"), "");
    runs.tellFailure(DAYS.get(0), new UnusableDayException("cut short"), "");
    runs.one(DAYS.get(0));
    runs.one(DAYS.get(0));
    runs.printSum();

    JsonNode sum = lines().get(4);
    assertThat(sum.path("success").asBoolean()).isTrue();
    assertThat(sum.path("days").asInt()).isEqualTo(1);
    assertThat(sum.path("done")).hasSize(1);
    assertThat(sum.path("failed")).isEmpty();
  }

  private DayRuns runs() {
    DailyRequest model =
        DailyRequest.of(root.toUri().toString(), DAYS.get(0)).withSource(DaySource.DISTANCES);
    return new DayRuns(
        new DailyPlan(model, DAYS, List.of()),
        this::run,
        new PrintWriter(out, true),
        new Progress(new PrintWriter(err, true)));
  }

  private DailyResult run(DailyRequest request) {
    asked.add(request.day());
    if (request.day().equals(broken)) {
      throw new UnusableDayException("no whole gzip file");
    }
    return new DailyResult(request.day(), true, 2, 7, 1, 8, 0, 9, 10, "reports/r.html");
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(WireFormat.mapper().readTree(line));
    }
    return lines;
  }
}
