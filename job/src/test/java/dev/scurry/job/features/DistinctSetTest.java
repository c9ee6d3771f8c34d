package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSetTest {
  private static final int LIMIT = 256;

  @Test
  void count_isExactUpToTheLimit() {
    DistinctSet set = new DistinctSet(LIMIT);
    for (long hash : hashes(1, LIMIT)) {
      set.add(hash);
      set.add(hash);
    }

    assertThat(set.count()).isEqualTo(LIMIT);
    assertThat(set.encodedSize()).isEqualTo(4 + 8 * LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 300, 380, 400, 1000, 5000, 100_000})
  void count_beyondTheLimit_isNear(int things) {
    DistinctSet set = new DistinctSet(LIMIT);
    for (long hash : hashes(2, things)) {
      set.add(hash);
    }

    assertThat((double) set.count()).isCloseTo(things, within(0.05 * things));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 255, 256, 257, 300, 390, 500, 3000, 20_000})
  void count_dependsOnTheThingsAlone(int things) {
    long[] hashes = hashes(3, things);
    DistinctSet one = new DistinctSet(LIMIT);
    for (long hash : hashes) {
      one.add(hash);
    }
    for (int slices : List.of(2, 3, 24)) {
      assertThat(spread(hashes, slices).count()).as("%d slices", slices).isEqualTo(one.count());
    }
  }

  private static DistinctSet spread(long[] hashes, int slices) {
    Random random = new Random(slices);
    DistinctSet[] sets =
        IntStream.range(0, slices)
            .mapToObj(i -> new DistinctSet(LIMIT))
            .toArray(DistinctSet[]::new);
    for (int i = hashes.length - 1; i >= 0; i--) {
      for (int copies = random.nextInt(1, 3); copies > 0; copies--) {
        int slice = random.nextInt(slices);
        sets[slice].add(hashes[i]);
        sets[slice] = i % 100 == 0 ? copied(sets[slice]) : sets[slice];
      }
    }
    DistinctSet merged = new DistinctSet(LIMIT);
    for (DistinctSet set : sets) {
      merged.merge(written(set));
    }
    return merged;
  }

  private static DistinctSet copied(DistinctSet set) {
    DistinctSet copy = new DistinctSet(LIMIT);
    copy.merge(written(set));
    return copy;
  }

  private static ByteBuffer written(DistinctSet set) {
    ByteBuffer bytes = ByteBuffer.allocate(set.encodedSize());
    set.write(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    return bytes.flip();
  }

  private static long[] hashes(long seed, int count) {
    Random random = new Random(seed);
    return LongStream.generate(random::nextLong).limit(count).toArray();
  }
}
