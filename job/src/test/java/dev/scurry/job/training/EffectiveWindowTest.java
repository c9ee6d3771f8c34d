package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveWindowTest {

  @ParameterizedTest
  @CsvSource({
    // effective from, closed through, window
    ", 0, 1000",
    ", 999, 1000",
    ", 1000, 2000",
    "1970-01-01T00:00:05Z, 1000, 6000",
    "1970-01-01T00:00:04.999Z, 1000, 5000",
    "1970-01-01T01:00:05+01:00, 1000, 6000",
    "1970-01-01T00:00:01Z, 7000, 8000",
    "yesterday, 1000, 2000"
  })
  void after_isTheFirstWindowEndLaterThanBoth(String from, long closedThrough, long window) {
    assertThat(EffectiveWindow.after(Commands.from("unpin", from), closedThrough, 1000))
        .isEqualTo(window);
  }
}
