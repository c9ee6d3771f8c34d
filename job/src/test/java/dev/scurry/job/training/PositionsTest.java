package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {

  private static final long HOUR = 3_600_000;

  @Test
  void of_eventTime_isTheWindowsEnd() {
    assertThat(positions("7 h").of(5 * HOUR, -1)).isEqualTo(5 * HOUR);
    assertThat(positions("7 h").mustBeCounted()).isFalse();
  }

  @Test
  void of_windows_isTheNumberOfTheWindow_alsoBefore1970() {
    assertThat(positions("24 windows").of(5 * HOUR, -1)).isEqualTo(5);
    assertThat(positions("24 windows").of(-3 * HOUR, -1)).isEqualTo(-3);
  }

  @Test
  void of_points_isWhatWasCounted() {
    assertThat(positions("5000 points").of(5 * HOUR, 123)).isEqualTo(123);
    assertThat(positions("5000 points").mustBeCounted()).isTrue();
  }

  @Test
  void halfLife_weighsOneHalfAfterOne_inEachUnit() {
    assertThat(weightAfter("7 h", 0, 7 * HOUR, 0, 0)).isEqualTo(0.5);
    assertThat(weightAfter("7 windows", 3 * HOUR, 10 * HOUR, 0, 0)).isEqualTo(0.5);
    assertThat(weightAfter("5000 points", HOUR, 2 * HOUR, 700, 5700)).isEqualTo(0.5);
    assertThat(weightAfter("0", HOUR, 9000 * HOUR, 700, 5700)).isEqualTo(1);
  }

  private static double weightAfter(
      String halfLife, long firstWindow, long secondWindow, long firstCount, long secondCount) {
    Settings settings = settings(halfLife);
    Positions positions = new Positions(settings);
    return new HalfLifeDecay(settings.training().halfLife().amount())
        .factor(positions.of(firstWindow, firstCount), positions.of(secondWindow, secondCount));
  }

  private static Positions positions(String halfLife) {
    return new Positions(settings(halfLife));
  }

  private static Settings settings(String halfLife) {
    return TestSettings.of(Map.of("training.half-life", halfLife, "features.window.slide", "1 h"));
  }
}
