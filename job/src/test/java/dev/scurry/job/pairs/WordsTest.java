package dev.scurry.job.pairs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final String BYTES =
      "0123456789,\n.-+ /:;\u0000\u007f\u0080\u008c\u00ac\u00b0\u00b9\u00ff";

  @Test
  void fieldBytesAndDigits_agreeWithALoop() {
    Random random = new Random(2);
    for (int times = 0; times < 200_000; times++) {
      StringBuilder text = new StringBuilder();
      int plain = random.nextInt(9);
      for (int i = 0; i < 8; i++) {
        text.append(BYTES.charAt(random.nextInt(i < plain ? 10 : BYTES.length())));
      }
      long word = Words.at(text.toString().getBytes(ISO_8859_1), 0);
      int digits = leading(text, "[0-9]");

      assertThat(Words.fieldBytes(word)).as("%s", text).isEqualTo(leading(text, "[^,\n]"));
      assertThat(Words.digits(word)).as("%s", text).isEqualTo(digits);
      if (digits > 0) {
        assertThat(Words.number(word, digits)).isEqualTo(Long.parseLong(text.substring(0, digits)));
      }
    }
  }

  @Test
  void first_leavesTheOthersZero() {
    long word = Words.at("abcdefgh".getBytes(ISO_8859_1), 0);

    assertThat(Words.first(word, 0)).isZero();
    assertThat(Words.first(word, 2)).isEqualTo('a' | 'b' << 8);
    assertThat(Words.first(word, 7)).isEqualTo(word & 0xFFFFFFFFFFFFFFL);
  }

  private static int leading(CharSequence text, String kind) {
    int count = 0;
    while (count < text.length() && text.subSequence(count, count + 1).toString().matches(kind)) {
      count++;
    }
    return count;
  }
}
