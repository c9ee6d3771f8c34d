package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTableTest {

  @Test
  void add_tellsAsASetDoes() {
    Random random = new Random(1);
    HashTable table = new HashTable();
    TreeSet<Long> naive = new TreeSet<>();

    for (int i = 0; i < 20_000; i++) {
      long hash = (long) random.nextInt(3000) << random.nextInt(50);
      assertThat(table.contains(hash)).isEqualTo(naive.contains(hash));
      assertThat(table.add(hash)).isEqualTo(naive.add(hash));
      assertThat(table.size()).isEqualTo(naive.size());
    }

    assertThat(table.sorted()).containsExactly(naive.stream().mapToLong(h -> h).toArray());
    assertThat(naive).contains(0L);
  }

  @Test
  void add_sameLowBits_liesBesideEachOther() {
    HashTable table = new HashTable();
    for (long i = 1; i <= 100; i++) {
      assertThat(table.add(i << 32)).isTrue();
    }
    for (long i = 1; i <= 100; i++) {
      assertThat(table.add(i << 32)).isFalse();
    }

    assertThat(table.size()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 5000})
  void cleared_holdsNothing_andTakesTheSameAgain(int hashes) {
    HashTable table = new HashTable();
    for (int round = 0; round < 2; round++) {
      for (long hash = 0; hash < hashes; hash++) {
        assertThat(table.add(hash)).isTrue();
      }
      assertThat(table.size()).isEqualTo(hashes);
      assertThat(table.sorted()).isSorted().hasSize(hashes);
      table.clear();
      assertThat(table.sorted()).isEmpty();
    }
  }
}
