package dev.scurry.job.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {

  @Test
  void findOrAdd_countsUpAndFindsAgain() {
    KeyTable table = new KeyTable();
    Map<String, Integer> expected = new HashMap<>();
    Random random = new Random(1);
    for (int times = 0; times < 200_000; times++) {
      String key = Integer.toString(random.nextInt(60_000), 2 + random.nextInt(30));
      expected.putIfAbsent(key, expected.size());

      assertThat(findOrAdd(table, key)).isEqualTo(expected.get(key));
    }
    assertThat(table.size()).isEqualTo(expected.size());
    expected.forEach((key, rank) -> assertThat(table.key(rank)).asString(UTF_8).isEqualTo(key));
  }

  @Test
  void find_tellsKeysOfOneHashApart() {
    KeyTable table = new KeyTable();
    for (String key : new String[] {"a", "b", "ab", ""}) {
      table.findOrAdd(key.getBytes(UTF_8), 0, key.length(), 42);
    }

    assertThat(table.size()).isEqualTo(4);
    assertThat(table.find(new byte[] {'a', 'b', 'c'}, 0, 2, 42)).isEqualTo(2);
    assertThat(table.find(new byte[] {'c'}, 0, 1, 42)).isEqualTo(-1);
  }

  private static int findOrAdd(KeyTable table, String key) {
    byte[] bytes = ("," + key + ",12345678").getBytes(UTF_8);
    int end = bytes.length - 9;
    return table.findOrAdd(bytes, 1, end, KeyTable.hash(bytes, 1, end));
  }
}
