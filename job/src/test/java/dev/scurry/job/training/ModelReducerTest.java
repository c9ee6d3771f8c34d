package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DoctorActs;
import dev.scurry.schema.KAdvice;
import dev.scurry.schema.LineageEvent;
import dev.scurry.schema.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

  private static final Settings SETTINGS = TestSettings.of(TWO_OF_FOUR);

  private final ModelReducer reducer = new ModelReducer(SETTINGS, WarmStart.none(SETTINGS));

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
    ModelReducer random =
        new ModelReducer(TestSettings.of(seeded), WarmStart.none(TestSettings.of(seeded)));
    PublishedModel first = random.reduce(List.of(shard(5000, 50, 0, 0, 4, 9, 9)), 5000, 5000, null);

    PublishedModel next =
        random.reduce(List.of(shard(6000, 50, 0, 0, 0.01, 9, 9, 40, -99, -99)), 6000, 6000, first);

    assertThat(next.wire().clusterIds()).isSorted().hasSize(2).endsWith(2);
    assertThat(next.wire().centroids()[1]).containsExactly(-99, -99);
    assertThat(next.wire().weights()[1]).isEqualTo(40);
    assertThat(next.nextClusterId()).isEqualTo(3);
    assertThat(next.wire().nextClusterId()).isEqualTo(3);
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
  void reduce_afterAModelOfOtherSettings_countsOnlyVersionsAndIds() {
    PublishedModel first = reducer.reduce(List.of(shard(5000, 1, 0, 0, 1, 9, 9)), 5000, 5000, null);
    ModelReducer changed =
        new ModelReducer(
            with("training.shards", "8"), WarmStart.none(with("training.shards", "8")));
    byte[] stale = shard(5000, 1, 0, 0);
    byte[] fresh = Reports.of(with("training.shards", "8"), 6000, 6000, micro(3, 50, 50, 4, 9, 9));

    ClusterModel model = changed.reduce(List.of(stale, fresh), 6000, 6000, first).wire();

    assertThat(model.version()).isEqualTo(2);
    assertThat(model.clusterIds()).containsExactly(2, 3);
    assertThat(model.weights()).containsExactlyInAnyOrder(3, 4);
    assertThat(model.lineage()).isEmpty();
    assertThat(model.testMsd()).isNull();
  }

  @Test
  void reduce_seedDecidesNothingWhereTheSettingsAreTheSame() {
    assertThat(TrainedWith.of(with("training.seed", "9"))).isEqualTo(TrainedWith.of(SETTINGS));
    assertThat(TrainedWith.of(with("training.half-life", "24 windows")).fingerprint())
        .isNotEqualTo(TrainedWith.of(SETTINGS).fingerprint());
  }

  @Test
  void trainedWith_namesTheDifferences() {
    TrainedWith then = TrainedWith.decode(TrainedWith.of(SETTINGS).encode());

    assertThat(then.differencesTo(TrainedWith.of(SETTINGS))).isEmpty();
    assertThat(then.differencesTo(TrainedWith.of(with("training.k", "auto"))))
        .containsExactly("k 2, not auto", "micro-clusters a shard 4, not 20");
    assertThat(then.differencesTo(TrainedWith.of(with("training.half-life", "24 windows"))))
        .containsExactly("a half-life in ms, not windows");
  }

  @Test
  void reduce_testMsd_isThatOfTheWindowsSampleUnderTheModelBefore() {
    byte[] one = shard(5000, 4, 0, 0, 4, 9, 9);
    PublishedModel first = reducer.reduce(List.of(one), 5000, 5000, null);
    byte[] now = Reports.of(SETTINGS, 6000, 6000, micro(4, 5, 5, 4, 9, 9), 3, 0, 9, 11);
    byte[] before = Reports.of(SETTINGS, 5000, 5000, micro(4, 0, 0, 4, 9, 9), 500, 500);

    ClusterModel next = reducer.reduce(List.of(before, now), 6000, 6000, first).wire();

    assertThat(first.wire().testMsd()).isNull();
    assertThat(next.testMsd()).isEqualTo((9 + 4) / 2.0);
    assertThat(next.doctor()).as("of this window only").isEqualTo(new DoctorActs(1, 2, 3));
  }

  @Test
  void reduce_distances_areOverTheLastSamplesOfAllShards_butNotThoseOlderThanAWindow() {
    byte[] one = Reports.of(SETTINGS, 6000, 6000, micro(4, 0, 0, 4, 9, 9), 3, 4, 0, 1);
    byte[] other = Reports.of(SETTINGS, 5000, 5000, micro(4, 0, 0), 0, 2);
    long ago = 6000 - SETTINGS.features().window().sizeMs();
    byte[] silent = Reports.of(SETTINGS, ago, ago, micro(4, 0, 0), -30, -40);

    ClusterModel model = reducer.reduce(List.of(one, other, silent), 6000, 6000, null).wire();

    int near = model.centroids()[0][0] == 0 ? 0 : 1;
    assertThat(model.distances().levels()).containsExactly(0.5, 0.9, 0.95, 0.99, 0.999);
    assertThat(model.distances().quantiles()[near]).containsExactly(2, 5, 5, 5, 5);
    assertThat(model.distances().quantiles()[1 - near]).isEmpty();
  }

  @Test
  void reduce_spread_isAboutTheClustersOwnMean() {
    ClusterModel model =
        reducer.reduce(List.of(shard(5000, 1, 0, 0, 1, 2, 0, 3, 90, 9)), 5000, 5000, null).wire();

    int near = model.centroids()[0][0] == 1 ? 0 : 1;
    assertThat(model.spread()[near]).containsExactly(1, 0);
    assertThat(model.spread()[1 - near]).containsExactly(0, 0);
  }

  @Test
  void reduce_commandedK_holds() {
    byte[] shard = shard(5000, 1, 0, 0, 1, 20, 0, 3, 90, 9, 4, 0, 70);

    ClusterModel model =
        reducer.reduce(List.of(shard), 5000, 5000, null, new Course(false, "4", null)).wire();

    assertThat(model.k()).isEqualTo(4);
    assertThat(model.parameters()).containsEntry("k", "4");
  }

  @Test
  void reduce_commandedHalfLife_holds() {
    byte[] older = shard(10_000, 8, 0, 0);
    byte[] now = shard(20_000, 4, 50, 0);

    ClusterModel model =
        reducer
            .reduce(List.of(older, now), 20_000, 20_000, null, new Course(false, null, "5 s"))
            .wire();

    assertThat(model.weights()).containsExactlyInAnyOrder(2, 4);
    assertThat(model.parameters()).containsEntry("half_life", "5000 ms");
  }

  @Test
  void reduce_autoK_followsTheDataWithHysteresis() {
    Settings auto =
        TestSettings.of(
            Map.of("training.k", "auto", "training.k-max", "6", "training.k-advice", "0 s"));
    ModelReducer following = new ModelReducer(auto, WarmStart.none(auto));
    byte[] three = groups(auto, 1000, 3);

    PublishedModel first = following.reduce(List.of(three), 1000, 1000, null);
    assertThat(first.wire().k()).isEqualTo(3);
    assertThat(first.wire().kAdvice().recommended()).isEqualTo(3);
    assertThat(first.wire().kAdvice().curve()).extracting(KAdvice.Point::k).startsWith(1, 2, 3);
    assertThat(first.wire().parameters()).containsEntry("k", "auto");

    byte[] five = groups(auto, 2000, 5);
    PublishedModel second = following.reduce(List.of(five), 2000, 2000, stored(first));
    assertThat(second.wire().kAdvice().recommended()).isEqualTo(5);
    assertThat(second.wire().k()).as("one odd window changes nothing").isEqualTo(3);

    PublishedModel third =
        following.reduce(List.of(groups(auto, 3000, 5)), 3000, 3000, stored(second));
    assertThat(third.wire().k()).isEqualTo(5);
    assertThat(third.wire().lineage()).extracting(LineageEvent::event).contains("born");
  }

  @Test
  void reduce_advice_isRepeatedUntilItIsDue() {
    Settings daily = TestSettings.of(Map.of("training.k", "2", "training.k-advice", "2 s"));
    ModelReducer asking = new ModelReducer(daily, WarmStart.none(daily));

    PublishedModel first = asking.reduce(List.of(groups(daily, 1000, 3)), 1000, 1000, null);
    PublishedModel next = asking.reduce(List.of(groups(daily, 2000, 5)), 2000, 2000, stored(first));
    PublishedModel due = asking.reduce(List.of(groups(daily, 3000, 5)), 3000, 3000, stored(next));

    assertThat(next.wire().kAdvice()).isEqualTo(first.wire().kAdvice());
    assertThat(due.wire().kAdvice().recommended()).isEqualTo(5);
    assertThat(due.wire().k()).as("advice only").isEqualTo(2);
  }

  private static PublishedModel stored(PublishedModel model) {
    return PublishedModel.decode(model.encode());
  }

  /** Micro-clusters of groups on a circle. */
  private static byte[] groups(Settings settings, long windowEnd, int groups) {
    SplittableRandom random = new SplittableRandom(windowEnd);
    MicroClusters micro = new MicroClusters(60, 2);
    double[] rows = new double[2 * 200 * groups];
    for (int i = 0; i < rows.length / 2; i++) {
      double angle = 2 * Math.PI * (i % groups) / groups;
      rows[2 * i] = 30 * Math.cos(angle) + random.nextGaussian();
      rows[2 * i + 1] = 30 * Math.sin(angle) + random.nextGaussian();
    }
    micro.absorb(rows, Metric.plain(2), 1);
    return Reports.of(settings, windowEnd, windowEnd, micro);
  }

  private static Settings with(String key, String value) {
    Map<String, String> other = new HashMap<>(TWO_OF_FOUR);
    other.put(key, value);
    return TestSettings.of(other);
  }

  /** A shard of micro-clusters, each weight, x, y. */
  private static byte[] shard(long position, double... triples) {
    return Reports.of(SETTINGS, position, position, micro(triples));
  }

  private static MicroClusters micro(double... triples) {
    int n = triples.length / 3;
    double[] weights = new double[n];
    double[] means = new double[2 * n];
    for (int i = 0; i < n; i++) {
      weights[i] = triples[3 * i];
      means[2 * i] = triples[3 * i + 1];
      means[2 * i + 1] = triples[3 * i + 2];
    }
    return MicroClusters.of(4, 2, weights, means, new double[2 * n]);
  }
}
