package dev.scurry.clustering.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairwiseSumTest {

  /** NumPy 1.24.2 and 2.4.6: the bits of mean() and std() of n numbers of single precision. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "2, 1115900262, 1115900262",
    "7, 1118796211, 1109451153",
    "8, 1118372299, 1109022066",
    "9, 1117874083, 1108851372",
    "100, 1116487146, 1109834068",
    "128, 1116613032, 1109839210",
    "129, 1116632675, 1109805825",
    "136, 1116449854, 1109724992",
    "137, 1116517658, 1109800849",
    "300, 1116687499, 1109777540",
    "1000, 1116714650, 1109718513"
  })
  void meanAndDeviation_haveTheBitsOfNumPy(int n, int mean, int deviation) {
    float[] values = new float[n + 5];
    for (int i = 0; i < n; i++) {
      values[i + 3] = (float) ((i * 7919L % 1000) / 7.0 + 0.001 * i);
    }

    assertThat(Float.floatToIntBits(PairwiseSum.mean(values, 3, n + 3))).isEqualTo(mean);
    assertThat(Float.floatToIntBits(PairwiseSum.deviation(values, 3, n + 3, new float[n])))
        .isEqualTo(deviation);
  }

  @Test
  void mean_ofNothingIsNaN() {
    assertThat(PairwiseSum.mean(new double[0])).isNaN();
    assertThat(PairwiseSum.mean(new float[0])).isNaN();
  }
}
