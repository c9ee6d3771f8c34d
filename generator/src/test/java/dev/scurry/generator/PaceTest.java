package dev.scurry.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void untilDue_isSteady() {
    Pace pace = new Pace(200);

    assertThat(pace.untilDue(0, 0)).isZero();
    assertThat(pace.untilDue(1, 0)).isEqualTo(5_000_000);
    assertThat(pace.untilDue(200, 400_000_000)).isEqualTo(600_000_000);
    assertThat(pace.untilDue(200, 1_500_000_000)).isEqualTo(-500_000_000);
  }

  @Test
  void untilDue_isNowWithoutRate() {
    assertThat(new Pace(0).untilDue(1_000_000, 5)).isZero();
  }

  @Test
  void constructor_refusesWhatIsNoRate() {
    assertThatThrownBy(() -> new Pace(-1)).hasMessage("a rate is a number >= 0, not -1.0");
    assertThatThrownBy(() -> new Pace(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
