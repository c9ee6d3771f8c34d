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

  private static final BlockBytes FORM = new BlockBytes(7, 2);
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
  void read_equalHashes_areOrderedByTheirSecondHalf_thenByTheValues() throws Exception {
    BlockBytes form = new BlockBytes(7, 1);
    BlockBuilder builder = new BlockBuilder(form, 0, 1000, 10);
    builder.add(new long[] {5, -1}, new double[] {3});
    builder.add(new long[] {5, 2}, new double[] {2});
    builder.add(new long[] {-1, 0}, new double[] {9});
    builder.add(new long[] {5, 2}, new double[] {1});
    builder.add(new long[] {3, 7}, new double[] {0});
    List<double[]> batches = new ArrayList<>();

    new WindowPoints(form, 10, 100)
        .read(Blocks.stored(List.of(builder.build())), (points, users) -> batches.add(points));

    assertThat(batches).singleElement().isEqualTo(new double[] {0, 1, 2, 3, 9});
  }

  @Test
  void read_hashesThatShareTheirUpperBits_areOrderedByTheLower() throws Exception {
    BlockBytes form = new BlockBytes(7, 1);
    BlockBuilder builder = new BlockBuilder(form, 0, 1000, 100);
    for (int i = 99; i >= 0; i--) {
      builder.add(new long[] {(1L << 60) + i * 37 % 100, 0}, new double[] {i * 37 % 100});
    }
    List<double[]> batches = new ArrayList<>();

    new WindowPoints(form, 100, 1000)
        .read(Blocks.stored(List.of(builder.build())), (points, users) -> batches.add(points));

    assertThat(batches.get(0)).isSorted().hasSize(100);
  }

  @Test
  void read_blocksOfOtherSettings_areLeftOut() throws Exception {
    List<FeatureBlock> blocks =
        List.of(Blocks.of(new BlockBytes(8, 3), 0, 1000, 1, 2, 3), Blocks.of(FORM, 0, 1000, 4, 5));
    List<double[]> batches = new ArrayList<>();

    new WindowPoints(FORM, 10, 100)
        .read(Blocks.stored(blocks), (points, users) -> batches.add(points));

    assertThat(batches).singleElement().isEqualTo(new double[] {4, 5});
  }

  @Test
  void read_refusesAnotherFormat() {
    byte[] stored = Blocks.of(FORM, 0, FEATURES).bytes;
    stored[3] = 9;
    assertThatIllegalStateException()
        .isThrownBy(() -> FORM.read(stored, new HashBucket(0, 1), new BucketRows(2)))
        .withMessageContaining("format 9");
  }

  private static List<double[]> read(
      List<UserFeatures> features, int blockRows, int batchSize, int rowsOnHeap) throws Exception {
    List<FeatureBlock> blocks = new ArrayList<>();
    for (int from = 0; from < features.size(); from += blockRows) {
      int to = Math.min(features.size(), from + blockRows);
      blocks.add(Blocks.of(FORM, 0, features.subList(from, to)));
    }
    List<double[]> batches = new ArrayList<>();
    new WindowPoints(FORM, batchSize, rowsOnHeap)
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
