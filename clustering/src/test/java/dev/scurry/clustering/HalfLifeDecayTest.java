package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfLifeDecayTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 24, 5000, 604_800_000L, 1_000_003})
  void factor_isExactlyOneHalfAfterOneHalfLife(long halfLife) {
    HalfLifeDecay decay = new HalfLifeDecay(halfLife);

    assertThat(decay.factor(17, 17 + halfLife)).isEqualTo(0.5);
    assertThat(decay.factor(17, 17 + 2 * halfLife)).isEqualTo(0.25);
  }

  @Test
  void factor_followsTheFormula() {
    assertThat(new HalfLifeDecay(10).factor(0, 5)).isCloseTo(0.7071067811865476, within(1e-16));
    assertThat(new HalfLifeDecay(10).factor(0, 33))
        .isCloseTo(Math.exp(-3.3 * Math.log(2)), within(1e-15));
  }

  @Test
  void factor_isOneWhereNothingIsForgotten() {
    assertThat(new HalfLifeDecay(0).factor(0, Long.MAX_VALUE)).isEqualTo(1);
    assertThat(new HalfLifeDecay(7).factor(5, 5)).isEqualTo(1);
  }

  @Test
  void factor_refusesToGoBack() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HalfLifeDecay(1).factor(2, 1))
        .withMessageContaining("backwards");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void constructor_refusesWhatIsNoHalfLife(double halfLife) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HalfLifeDecay(halfLife));
  }
}
