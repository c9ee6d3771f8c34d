package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DailyArgumentsTest {

  private static final LocalDate TODAY = LocalDate.of(2025, 3, 1);

  @Test
  void request_ofYesterdayIsTheDayBeforeToday() {
    assertThat(request("--root", "s3://bucket", "--day", "yesterday"))
        .isEqualTo(DailyRequest.of("s3://bucket", "2025-02-28"));
  }

  @Test
  void request_takesItsRootFromTheSettingsIfItIsNotGiven() {
    assertThat(request("--day", "2024-02-29", "--allow-partial", "--output-folder", "/out/"))
        .isEqualTo(
            DailyRequest.of("file:///root", "2024-02-29")
                .withAllowPartial(true)
                .withFolders("distances", "out"));
  }

  @Test
  void request_isOfOneDay() {
    assertThatThrownBy(() -> request("--day", "2025-01-01..2025-01-02"))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("runs one day");
  }

  @Test
  void request_refusesToGuessARoot() {
    Settings settings = SettingsLoader.load(null, Map.of(), Map.of());
    DailyArguments given = DailyArguments.parse(new DailyArguments(), "--day", "2025-02-28");

    assertThatThrownBy(() -> given.request(settings, Map.of(), TODAY))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("--root");
  }

  private static DailyRequest request(String... arguments) {
    Settings settings =
        SettingsLoader.load(null, Map.of(), Map.of("snapshot.root", "file:///root"));
    return DailyArguments.parse(new DailyArguments(), arguments).request(settings, Map.of(), TODAY);
  }
}
