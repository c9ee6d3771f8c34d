package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.daily.DailyPlan;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.job.daily.DaySource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayWatchTest {

  @TempDir Path root;

  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final Interruption interruption = Interruption.expect();
  private List<String> days = List.of();

  @AfterEach
  void close() {
    interruption.close();
  }

  @Test
  void look_runsADayWhoseManifestIsDamaged_andTheOthers() throws Exception {
    put("distances/day=2026-01-01/x.csv");
    put("distances/day=2026-01-02/x.csv");
    put("reports/day=2026-01-01/manifest.json");

    DayWatch watch = watch();
    watch.look();
    watch.look();

    assertThat(asked).containsExactly("2026-01-01", "2026-01-02");
  }

  @Test
  void look_passesOverAFolderThatNamesNoDay() throws Exception {
    put("distances/day=/x.csv");
    put("distances/day=2026-01-02/x.csv");

    watch().look();

    assertThat(asked).containsExactly("2026-01-02");
    assertThat(err.toString()).doesNotContain("can't");
  }

  @Test
  void look_tellsOnceOfADayThatCantBeLookedAt_andRunsTheOthers() throws Exception {
    put("distances/day=2026-01-02/x.csv");
    days = List.of("..", "2026-01-02");

    DayWatch watch = watch();
    watch.look();
    watch.look();

    assertThat(asked).containsExactly("2026-01-02");
    assertThat(err.toString()).containsOnlyOnce(".. can't be looked at: '..' can't be the name");
  }

  private DayWatch watch() {
    DailyRequest model =
        DailyRequest.of("file://" + root, "2026-01-01").withSource(DaySource.DISTANCES);
    DailyPlan plan = new DailyPlan(model, days, List.of());
    Progress progress = new Progress(new PrintWriter(err, true));
    DayRuns runs = new DayRuns(plan, this::run, new PrintWriter(new StringWriter()), progress);
    return new DayWatch(
        plan, new WatchRules(Duration.ZERO), Duration.ofSeconds(1), runs, progress, interruption);
  }

  private DailyResult run(DailyRequest request) {
    asked.add(request.day());
    return new DailyResult(request.day(), true, 2, 7, 1, 8, 0, 9, 10, "reports/r.html");
  }

  private void put(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }
}
