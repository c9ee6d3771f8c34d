package dev.scurry.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.ScurryOptions.Scaling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailySettingsTest {

  @ParameterizedTest
  @CsvSource({"0.5,0,0.5", "0.5,0.3,0.5", "0.5,0.8,0.8", "Infinity,0.8,0.8", "Infinity,0,Infinity"})
  void cutOff_isNeverBelowWhatTheAlgorithmLooksAtUnlessThatIsAll(
      double reach, double maxDistance, double cutOff) {
    Settings.Daily settings =
        new Settings.Daily(0.5, 5, Scaling.STANDARD, maxDistance, 200, 1 << 30);

    assertThat(settings.cutOff(reach)).isEqualTo(cutOff);
  }
}
