package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashBucketTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void holds_oneBucketForEachHash_inUnsignedOrder(int count) {
    SplittableRandom random = new SplittableRandom(count);
    long[] hashes = random.longs(500).toArray();
    int before = 0;
    for (long hash :
        java.util.Arrays.stream(hashes).boxed().sorted(Long::compareUnsigned).toList()) {
      int[] holding = holding(hash, count);
      assertThat(holding).hasSize(1);
      assertThat(holding[0]).isGreaterThanOrEqualTo(before);
      before = holding[0];
    }
  }

  @Test
  void holds_theEdges() {
    assertThat(holding(0, 3)).containsExactly(0);
    assertThat(holding(-1, 3)).containsExactly(2);
  }

  private static int[] holding(long hash, int count) {
    return IntStream.range(0, count).filter(i -> new HashBucket(i, count).holds(hash)).toArray();
  }
}
