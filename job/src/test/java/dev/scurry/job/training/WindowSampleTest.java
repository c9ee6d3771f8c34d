package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowSampleTest {

  private static final int USERS = 5000;
  private static final long[] HASHES =
      IntStream.range(0, USERS).mapToLong(user -> UserHash.of("u" + user)).toArray();
  private static final double[] POINTS =
      IntStream.range(0, USERS).mapToDouble(user -> user).toArray();

  @Test
  void rows_areThoseOfTheSmallestHashes() {
    assertThat(sorted(sample(1000, 64, 700))).containsExactly(smallest(1000, 64));
  }

  @Test
  void rows_ofAnotherWindow_areOthers() {
    double[] one = sample(1000, 64, 700);
    double[] other = sample(2000, 64, 700);

    long shared = Arrays.stream(one).filter(x -> contains(other, x)).count();
    assertThat(shared).isLessThan(10);
  }

  @Test
  void rows_batchesChangeNothing() {
    assertThat(sample(1000, 64, 1)).containsExactly(sample(1000, 64, USERS));
  }

  @Test
  void rows_ofFewPoints_areAllOfThem() {
    assertThat(sorted(sample(1000, USERS + 1, 700))).containsExactly(POINTS);
  }

  private static double[] sample(long windowEnd, int size, int batch) {
    WindowSample sample = new WindowSample(windowEnd, 1, size);
    for (int from = 0; from < USERS; from += batch) {
      int to = Math.min(USERS, from + batch);
      sample.offer(Arrays.copyOfRange(POINTS, from, to), Arrays.copyOfRange(HASHES, from, to));
    }
    return sample.rows();
  }

  private static double[] smallest(long windowEnd, int size) {
    return IntStream.range(0, USERS)
        .boxed()
        .sorted(
            Comparator.comparing(user -> Seeds.of(windowEnd, HASHES[user]), Long::compareUnsigned))
        .limit(size)
        .mapToDouble(user -> POINTS[user])
        .sorted()
        .toArray();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static boolean contains(double[] values, double value) {
    return Arrays.stream(values).anyMatch(other -> other == value);
  }
}
