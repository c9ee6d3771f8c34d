package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.daily.DayFiles;
import dev.scurry.job.daily.DayFiles.DayFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration SETTLE = Duration.ofSeconds(60);

  private final WatchRules rules = new WatchRules(SETTLE);

  @Test
  void isDue_onceANewDayHasStayedAsItIs() {
    DayFiles files = files(1, NOW);
    rules.begin(files, false, NOW);

    assertThat(rules.isDue(files, NOW.plusSeconds(59))).isFalse();
    assertThat(rules.isDue(files, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void isDue_atOnceIfTheInputIsOld() {
    DayFiles files = files(1, NOW.minusSeconds(60));
    rules.begin(files, false, NOW);

    assertThat(rules.isDue(files, NOW)).isTrue();
  }

  @Test
  void isDue_notWhileObjectsArrive() {
    rules.begin(files(1, NOW), false, NOW);

    for (int second = 30; second <= 300; second += 30) {
      assertThat(rules.isDue(files(1 + second, NOW), NOW.plusSeconds(second))).isFalse();
    }
    assertThat(rules.isDue(files(301, NOW), NOW.plusSeconds(360))).isTrue();
  }

  @Test
  void isDue_notWithAResultOfTheSameInputUntilItChanges() {
    DayFiles files = files(1, NOW.minusSeconds(600));
    rules.begin(files, true, NOW);

    assertThat(rules.isDue(files, NOW)).isFalse();

    DayFiles changed = files(1, NOW);
    assertThat(rules.isDue(changed, NOW.plusSeconds(10))).isFalse();
    assertThat(rules.isDue(changed, NOW.plusSeconds(70))).isTrue();
    rules.succeeded(changed);
    assertThat(rules.isDue(changed, NOW.plusSeconds(80))).isFalse();
  }

  @Test
  void isDue_againIfTheInputChangedDuringTheRun() {
    DayFiles before = files(1, NOW.minusSeconds(600));
    rules.begin(before, false, NOW);
    rules.succeeded(before);
    DayFiles after = files(2, NOW);

    assertThat(rules.isDue(after, NOW)).isFalse();
    assertThat(rules.isDue(after, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void failed_waitsTwiceAsLongEachTimeUpToAnHour() {
    DayFiles files = files(1, NOW.minusSeconds(600));
    rules.begin(files, false, NOW);

    assertThat(rules.failed(files, NOW)).isEqualTo(Duration.ofMinutes(1));
    assertThat(rules.isDue(files, NOW.plusSeconds(59))).isFalse();
    assertThat(rules.isDue(files, NOW.plusSeconds(60))).isTrue();
    assertThat(rules.failed(files, NOW)).isEqualTo(Duration.ofMinutes(2));
    for (int again = 0; again < 100; again++) {
      rules.failed(files, NOW);
    }
    assertThat(rules.failed(files, NOW)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void failed_isForgottenWhenTheInputChanges() {
    DayFiles files = files(1, NOW.minusSeconds(600));
    rules.begin(files, false, NOW);
    rules.failed(files, NOW.plusSeconds(3600));
    DayFiles changed = files(2, NOW);

    assertThat(rules.isDue(changed, NOW)).isFalse();
    assertThat(rules.isDue(changed, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void isDue_neverWithoutInput() {
    DayFiles nothing = new DayFiles("2026-01-31", List.of());
    rules.begin(nothing, false, NOW);

    assertThat(rules.isDue(nothing, NOW.plusSeconds(6000))).isFalse();
  }

  private static DayFiles files(long bytes, Instant changed) {
    return new DayFiles(
        "2026-01-31",
        List.of(new DayFile("d/day=2026-01-31/x.gz", bytes, "tag", changed.toEpochMilli())));
  }
}
