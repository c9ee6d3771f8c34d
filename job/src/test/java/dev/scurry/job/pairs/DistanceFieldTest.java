package dev.scurry.job.pairs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceFieldTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.0",
        "00012",
        "1.",
        ".5",
        "+1.5",
        " 2.5 ",
        "1e-3",
        "1E5",
        "9007199254740992",
        "9007199254740993",
        "0.1262357062761839",
        "8.480160",
        "123456789012345678901234567890",
        "0.00000000000000000000000000000123",
        "9223372036854775807",
        "9999999999999999999",
        "18446744073709551617",
        "99999999999999999999",
        "0.9999999999999999999999",
        "1e-400",
        "4.9e-324",
        "1.7976931348623157e308",
        "0.1000000000000000055511151231257827021181583404541015625",
        "100000000000000000000000.5"
      })
  void read_givesTheNearestDouble(String text) {
    assertThat(read(text)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void read_givesTheNearestDoubleOfAnyDigits() {
    Random random = new Random(5);
    for (int times = 0; times < 200_000; times++) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(12) - 6);
      String text =
          new BigDecimal(value)
              .setScale(random.nextInt(21), java.math.RoundingMode.HALF_EVEN)
              .toPlainString();

      assertThat(read(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void read_ofMinusZeroIsZero() {
    assertThat(1 / read("-0.0")).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void read_endsAtTheLineFeed() {
    DistanceField field = new DistanceField();
    for (String text : new String[] {"1.5\n2", "1.5\r\n2", "x\n2", "1e3\r\n2"}) {
      field.read((text + "3456789").getBytes(US_ASCII), 0);

      assertThat(field.end()).as(text).isEqualTo(text.indexOf('\n'));
    }
  }

  @Test
  void read_agreesWithTheProblem() {
    for (String text : new String[] {"", "-1", "1e999", "nan", "1", "0x3", "1 2", "1\r2"}) {
      double value = read(text);
      LineProblem problem = DistanceField.problem(text.getBytes(US_ASCII), 0, text.length());

      assertThat(problem == null)
          .as(String.format(Locale.ROOT, "%s: %s %s", text, value, problem))
          .isEqualTo(value >= 0 && value <= Double.MAX_VALUE);
    }
  }

  private static double read(String text) {
    return new DistanceField().read((text + "\n12345678").getBytes(US_ASCII), 0);
  }
}
