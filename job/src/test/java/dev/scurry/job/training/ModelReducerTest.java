package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.TestSettings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReducerTest {

  private static final Map<String, String> TWO_OF_FOUR =
      Map.of(
          "training.k", "2",
          "training.extra_center_factor", "2",
          "training.scaling", "none",
          "training.half-life", "10 s",
          "name", "people");

  private final ModelReducer reducer = new ModelReducer(TestSettings.of(TWO_OF_FOUR));

  @Test
  void reduce_alignsTheShardsInTimeAndMergesThem() {
    // The first shard was written a half-life ago: its weights count half.
    byte[] older = shard(10_000, 8, 0, 0, 2, 10, 10);
    byte[] now = shard(20_000, 4, 1, 0);

    ClusterModel model = reducer.reduce(List.of(older, now), 20_000, 20_000, null).wire();

    assertThat(model.weights()).containsExactlyInAnyOrder(8, 1);
    int near = model.weights()[0] == 8 ? 0 : 1;
    assertThat(model.centroids()[near]).containsExactly(new double[] {0.5, 0}, within(1e-15));
    assertThat(model.centroids()[1 - near]).containsExactly(10, 10);
    assertThat(model.ssd()).isCloseTo(8 * 0.25, within(1e-12));
    assertThat(model.msd()).isCloseTo(2 / 9.0, within(1e-12));
  }

  @Test
  void reduce_firstModel_isVersionOneWithIdsFromZero() {
    PublishedModel first = reducer.reduce(List.of(shard(5000, 1, 0, 0, 1, 9, 9)), 5000, 5000, null);

    assertThat(first.wire().version()).isEqualTo(1);
    assertThat(first.wire().clusterIds()).containsExactly(0, 1);
    assertThat(first.wire().trainedThrough()).isEqualTo("1970-01-01T00:00:05Z");
    assertThat(first.wire().features()).containsExactly("views", "comments");
    assertThat(first.wire().scale()).containsExactly(1, 1);
    assertThat(first.wire().name()).isEqualTo("people");
    assertThat(first.wire().parameters())
        .containsEntry("k", "2")
        .containsEntry("half_life", "10000 ms")
        .containsEntry("scaling", "none");
  }

  @Test
  void reduce_nextModel_countsOnAndSortsByIds() {
    PublishedModel first = reducer.reduce(List.of(shard(5000, 4, 0, 0, 4, 9, 9)), 5000, 5000, null);

    PublishedModel next =
        reducer.reduce(List.of(shard(6000, 4, 1, 0, 4, 10, 9)), 6000, 6000, first);

    assertThat(next.wire().version()).isEqualTo(2);
    assertThat(next.wire().clusterIds()).containsExactly(0, 1);
    for (int row = 0; row < 2; row++) {
      assertThat(next.wire().centroids()[row][0])
          .isCloseTo(first.wire().centroids()[row][0] + 1, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4", "5", "6"})
  void reduce_clusterThatIsNew_getsAnIdThatNobodyHad_andRowsStaySorted(String seed) {
    Map<String, String> seeded = new HashMap<>(TWO_OF_FOUR);
    seeded.put("training.seed", seed);
    ModelReducer random = new ModelReducer(TestSettings.of(seeded));
    PublishedModel first = random.reduce(List.of(shard(5000, 50, 0, 0, 4, 9, 9)), 5000, 5000, null);

    PublishedModel next =
        random.reduce(List.of(shard(6000, 50, 0, 0, 0.01, 9, 9, 40, -99, -99)), 6000, 6000, first);

    assertThat(next.wire().clusterIds()).isSorted().hasSize(2).endsWith(2);
    assertThat(next.wire().centroids()[1]).containsExactly(-99, -99);
    assertThat(next.wire().weights()[1]).isEqualTo(40);
    assertThat(next.nextClusterId()).isEqualTo(3);
  }

  @Test
  void encode_decode_isTheSameModel() {
    PublishedModel model =
        reducer.reduce(List.of(shard(5000, 3, 0.1, 1 / 3.0, 1, 9, 9)), 5000, 5000, null);

    PublishedModel read = PublishedModel.decode(model.encode());

    assertThat(WireFormat.encode(read.wire())).isEqualTo(WireFormat.encode(model.wire()));
    assertThat(read.nextClusterId()).isEqualTo(2);
    assertThat(read.update().json).isEqualTo(model.update().json);
    assertThat(read.update().trainedThrough).isEqualTo(5000);
  }

  @Test
  void reduce_refusesAModelOfOtherSettings() {
    PublishedModel first = reducer.reduce(List.of(shard(5000, 1, 0, 0, 1, 9, 9)), 5000, 5000, null);
    Map<String, String> other = new HashMap<>(TWO_OF_FOUR);
    other.put("training.shards", "8");
    ModelReducer changed = new ModelReducer(TestSettings.of(other));

    assertThatIllegalStateException()
        .isThrownBy(() -> changed.reduce(List.of(shard(6000, 1, 0, 0)), 6000, 6000, first))
        .withMessage("the state was trained with shards 16, the settings ask for 8");
  }

  @Test
  void reduce_refusesAHalfLifeInAnotherUnit() {
    PublishedModel first = reducer.reduce(List.of(shard(5000, 1, 0, 0, 1, 9, 9)), 5000, 5000, null);
    Map<String, String> other = new HashMap<>(TWO_OF_FOUR);
    other.put("training.half-life", "24 windows");
    ModelReducer changed = new ModelReducer(TestSettings.of(other));

    assertThatIllegalStateException()
        .isThrownBy(() -> changed.reduce(List.of(shard(6, 1, 0, 0)), 6000, 6, first))
        .withMessage("the state was trained with a half-life in ms, the settings ask for windows");
  }

  /** A shard of micro-clusters, each weight, x, y. */
  private static byte[] shard(long position, double... triples) {
    int n = triples.length / 3;
    double[] weights = new double[n];
    double[] means = new double[2 * n];
    for (int i = 0; i < n; i++) {
      weights[i] = triples[3 * i];
      means[2 * i] = triples[3 * i + 1];
      means[2 * i + 1] = triples[3 * i + 2];
    }
    MicroClusters micro = MicroClusters.of(4, 2, weights, means, new double[2 * n]);
    return new ShardSnapshot(position, micro).encode();
  }
}
