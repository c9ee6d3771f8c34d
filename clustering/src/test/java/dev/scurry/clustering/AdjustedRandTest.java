package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdjustedRandTest {

  @Test
  void of_samePartitionWithOtherNames_isOne() {
    assertThat(AdjustedRand.of(longs(0, 0, 1, 1), longs(7, 7, -3, -3))).isEqualTo(1);
  }

  /** The two examples in scikit-learn's documentation of adjusted_rand_score. */
  @Test
  void of_publishedExamples() {
    assertThat(AdjustedRand.of(longs(0, 0, 1, 2), longs(0, 0, 1, 1)))
        .isCloseTo(0.5714285714285714, within(1e-15));
    assertThat(AdjustedRand.of(longs(0, 0, 0, 0), longs(0, 1, 2, 3))).isZero();
  }

  @Test
  void of_partitionsWorseThanChance_isNegative() {
    assertThat(AdjustedRand.of(longs(0, 0, 1, 1), longs(0, 1, 0, 1)))
        .isCloseTo(-0.5, within(1e-15));
  }

  @Test
  void of_independentLabels_isAboutZero() {
    SplittableRandom random = new SplittableRandom(5);
    long[] a = random.longs(10_000, 0, 5).toArray();
    long[] b = random.longs(10_000, 0, 5).toArray();
    assertThat(AdjustedRand.of(a, b)).isCloseTo(0, within(0.005));
  }

  @Test
  void of_trivialPartitions_isOne() {
    assertThat(AdjustedRand.of(longs(4), longs(2))).isEqualTo(1);
    assertThat(AdjustedRand.of(longs(4, 4), longs(2, 2))).isEqualTo(1);
  }

  @Test
  void of_refusesDifferentLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdjustedRand.of(longs(1), longs(1, 2)))
        .withMessageContaining("1 labels and 2");
  }

  @Test
  void of_refusesNothingToCompare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdjustedRand.of(longs(), longs()))
        .withMessageContaining("no labels");
  }

  private static long[] longs(long... values) {
    return values;
  }
}
