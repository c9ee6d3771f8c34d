package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.scurry.job.features.UserFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPointsTest {

  private static final List<UserFeatures> FEATURES = ScriptedFeatures.window(500, 3);

  @ParameterizedTest
  @CsvSource({"1000,1", "50,10", "1,500", "7,64"})
  void read_isTheCanonicalOrder_howeverManyBucketsAndBlocks(int rowsOnHeap, int blockRows)
      throws Exception {
    List<UserFeatures> shuffled = new ArrayList<>(FEATURES);
    Collections.shuffle(shuffled, new Random(blockRows));

    List<double[]> batches = read(shuffled, blockRows, 64, rowsOnHeap);

    assertThat(batches).usingRecursiveComparison().isEqualTo(read(FEATURES, 500, 64, 100_000));
    assertThat(concat(batches)).containsExactly(canonical());
  }

  @Test
  void read_batchesAreFullButTheLast() throws Exception {
    List<double[]> batches = read(FEATURES, 500, 100, 10);

    int points = FEATURES.size();
    assertThat(batches).hasSize((points + 99) / 100);
    assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.length == 200);
    assertThat(batches.get(batches.size() - 1)).hasSize(2 * (points % 100));
  }

  @Test
  void read_equalHashes_areOrderedByUser() throws Exception {
    FeatureBlock block = new FeatureBlock();
    block.hashes = new long[] {5, 5, -1, 3};
    block.users = new String[] {"b", "a", "z", "c"};
    block.values = new double[] {2, 1, 9, 0};
    List<double[]> batches = new ArrayList<>();

    new WindowPoints(1, 10, 100)
        .read(Blocks.stored(List.of(block)), (points, users) -> batches.add(points));

    assertThat(batches).singleElement().isEqualTo(new double[] {0, 1, 2, 9});
  }

  @Test
  void read_refusesAnotherFormat() {
    byte[] stored = BlockBytes.encode(Blocks.of(0, FEATURES));
    stored[3] = 9;
    assertThatIllegalStateException()
        .isThrownBy(() -> BlockBytes.read(stored, new HashBucket(0, 1), (hash, user, values) -> {}))
        .withMessageContaining("format 9");
  }

  private static List<double[]> read(
      List<UserFeatures> features, int blockRows, int batchSize, int rowsOnHeap) throws Exception {
    List<FeatureBlock> blocks = new ArrayList<>();
    for (int from = 0; from < features.size(); from += blockRows) {
      int to = Math.min(features.size(), from + blockRows);
      blocks.add(Blocks.of(0, features.subList(from, to)));
    }
    List<double[]> batches = new ArrayList<>();
    new WindowPoints(2, batchSize, rowsOnHeap)
        .read(Blocks.stored(blocks), (points, users) -> batches.add(points));
    return batches;
  }

  private static double[] canonical() {
    Comparator<UserFeatures> order =
        (a, b) -> Long.compareUnsigned(UserHash.of(a.user), UserHash.of(b.user));
    return concat(FEATURES.stream().sorted(order).map(user -> user.values).toList());
  }

  private static double[] concat(List<double[]> rows) {
    return rows.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
