package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\nb", "../models"})
  void isRefusedWithADayThatLeadsOutOfItsFolder(String day) {
    assertThatThrownBy(() -> DailyRequest.of("s3://bucket", day))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't be the name of a day");
  }

  @Test
  void date_isThatOfADayWithFeatures() {
    assertThat(DailyRequest.of("s3://bucket", "2026-01-31").date())
        .isEqualTo(LocalDate.of(2026, 1, 31));
    assertThatThrownBy(() -> DailyRequest.of("s3://bucket", "week-3").date())
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("not 'week-3'");
  }
}
