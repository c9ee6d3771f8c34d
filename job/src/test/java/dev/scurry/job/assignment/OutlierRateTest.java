package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutlierRateTest {

  private final OutlierRate rate = new OutlierRate();

  @Test
  void ofLastWindow_isTheShareOfTheWindowThatIsDone() {
    rate.add(1000, true);
    rate.add(1000, false);
    rate.add(1000, false);
    rate.add(1000, false);
    assertThat(rate.ofLastWindow()).isNaN();

    rate.add(2000, true);
    assertThat(rate.ofLastWindow()).isEqualTo(0.25);

    rate.add(3000, false);
    assertThat(rate.ofLastWindow()).isEqualTo(1);
  }
}
