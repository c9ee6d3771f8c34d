package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6})
  void scaled_isWhatBigDecimalSays_inEveryForm(int scale) {
    Random random = new Random(scale);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(20, 64), random.nextInt(9));
      String plain = number.toPlainString();
      String text =
          i % 3 == 0 ? number.toString() : i % 3 == 1 ? plain : "000" + plain.replace("-", "");
      for (RoundingMode rounding :
          new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.HALF_EVEN}) {
        BigDecimal expected = new BigDecimal(text).movePointRight(scale).setScale(0, rounding);
        assertThat(DecimalText.scaled(text, scale, rounding))
            .as(text)
            .isEqualTo(
                expected.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                    ? expected.longValue()
                    : DecimalText.TOO_LARGE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-0, 0",
    "5., 5000",
    ".5, 500",
    "+7, 7000",
    "1e2, 100000",
    "0.0005, 0",
    "-0.0005, -1"
  })
  void lessCommonForms_areNumbersToo(String text, long expected) {
    assertThat(DecimalText.scaled(text, 3, RoundingMode.FLOOR)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "-.", "1.2.3", "1-2", "--1", "1,5", " 1", "0x1", "NaN", "\u0661"})
  void whatIsNoNumber_isNone(String text) {
    assertThat(DecimalText.scaled(text, 3, RoundingMode.FLOOR)).isEqualTo(DecimalText.NOT_A_NUMBER);
  }

  @Test
  void whatDoesNotFit_isTooLarge() {
    assertThat(DecimalText.scaled("9".repeat(15), 3, RoundingMode.FLOOR))
        .isEqualTo(999_999_999_999_999_000L);
    assertThat(DecimalText.scaled("9".repeat(16), 3, RoundingMode.FLOOR))
        .isEqualTo(DecimalText.TOO_LARGE);
  }
}
