package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumsTest {

  @Test
  void add_and_subtract_areExactBeyond64Bits() {
    Random random = new Random(1);
    long[] sums = new long[4];
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(40);
      Sums.add(sums, 1, i < 5000 ? Math.abs(value) : value);
      expected = expected.add(BigInteger.valueOf(i < 5000 ? Math.abs(value) : value));
      assertThat(Sums.toDouble(sums, 1)).isEqualTo(expected.doubleValue());
    }
    long[] part = {sums[2], sums[3]};
    Sums.add(sums, 1, part[0], part[1]);
    assertThat(Sums.toDouble(sums, 1)).isEqualTo(expected.doubleValue() * 2);
    Sums.subtract(sums, 1, part[0], part[1]);
    Sums.subtract(sums, 1, part[0], part[1]);

    assertThat(sums).containsOnly(0);
  }

  @Test
  void toDouble_negativeBeyond64Bits() {
    long[] sums = new long[2];
    for (int i = 0; i < 10; i++) {
      Sums.add(sums, 0, Long.MIN_VALUE + 1);
    }

    assertThat(Sums.toDouble(sums, 0)).isEqualTo(-0x1p63 * 10);
  }
}
