package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

  private static final int[] CODE_POINTS = {
    'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
  };

  @Test
  void byUtf8_isTheOrderOfTheBytes() {
    Random random = new Random(3);
    for (int times = 0; times < 20_000; times++) {
      String a = word(random);
      String b = word(random);

      assertThat(Integer.signum(KeyOrder.BY_UTF8.compare(a, b)))
          .as("%s %s", a, b)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int left = random.nextInt(4); left > 0; left--) {
      word.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return word.toString();
  }
}
