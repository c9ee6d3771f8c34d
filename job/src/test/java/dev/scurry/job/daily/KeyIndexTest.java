package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

  @Test
  void find_givesTheRankOfEachKey() {
    String[] keys =
        IntStream.range(0, 1000).mapToObj(rank -> "u" + rank * 7).toArray(String[]::new);
    KeyIndex index = new KeyIndex(keys);

    assertThat(IntStream.range(0, 1000).map(rank -> index.find(keys[rank])))
        .containsExactly(IntStream.range(0, 1000).boxed().toArray(Integer[]::new));
    assertThat(index.find("u1")).isEqualTo(-1);
  }

  /** "Aa" and "BB" have one hash code. */
  @Test
  void find_tellsKeysOfOneHashCodeApart() {
    KeyIndex index = new KeyIndex(new String[] {"Aa", "BB"});

    assertThat(index.find("BB")).isEqualTo(1);
    assertThat(index.find("Aa")).isZero();
    assertThat(index.find("AaAa")).isEqualTo(-1);
  }

  @Test
  void find_amongNone() {
    assertThat(new KeyIndex(new String[0]).find("a")).isEqualTo(-1);
  }
}
