package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LineageEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmStartTest {

  private static final Settings SETTINGS =
      TestSettings.of(
          Map.of(
              "training.k", "2",
              "training.shards", "2",
              "training.half-life", "10 s",
              "training.scaling", "none"));

  private static final ClusterModel MODEL = model("1970-01-01T00:00:10Z");

  @Test
  void shard_holdsItsPartOfEachCluster_asOfTheModelsWindow() {
    ShardSnapshot shard = WarmStart.of(SETTINGS, Optional.of(MODEL)).shard(30_000);

    assertThat(shard.position()).isEqualTo(10_000);
    assertThat(shard.micro().weights()).containsExactly(3, 5);
    assertThat(shard.micro().means()).containsExactly(0, 0, 9, 9);
    assertThat(shard.micro().moments()).containsExactly(12, 0, 0, 45);
  }

  @Test
  void shard_ofAModelWithoutWindows_holdsItAsOfNow() {
    ShardSnapshot shard = WarmStart.of(SETTINGS, Optional.of(model(null))).shard(30_000);

    assertThat(shard.position()).isEqualTo(30_000);
  }

  @Test
  void shard_withoutAModel_isEmpty() {
    assertThat(WarmStart.none(SETTINGS).shard(30_000).micro().size()).isZero();
  }

  @Test
  void reduce_goesOnWithItsVersionsAndIds() {
    WarmStart warm = WarmStart.of(SETTINGS, Optional.of(MODEL));
    ModelReducer reducer = new ModelReducer(SETTINGS, warm);
    byte[] shard =
        Reports.of(
            SETTINGS,
            20_000,
            20_000,
            MicroClusters.of(20, 2, new double[] {4, 4}, new double[] {1, 0, 9, 8}, new double[4]),
            1,
            0);

    ClusterModel next =
        reducer.reduce(List.of(shard), 20_000, 20_000, null, Course.OF_SETTINGS).wire();

    assertThat(next.version()).isEqualTo(42);
    assertThat(next.clusterIds()).containsExactly(5, 8);
    assertThat(next.nextClusterId()).isEqualTo(12);
    assertThat(next.testMsd()).isEqualTo(1);
    assertThat(next.lineage()).isEmpty();
  }

  @Test
  void reduce_afterOneOfOtherFeatures_goesOnWithVersionAndIdsOnly() {
    Settings others =
        TestSettings.of(
            Map.of(
                "features.definitions",
                "[{\"name\":\"likes\",\"aggregate\":\"count\"}]",
                "training.k",
                "2",
                "training.half-life",
                "10 s"));
    WarmStart warm = WarmStart.of(others, Optional.of(MODEL));
    byte[] shard =
        Reports.of(
            others,
            20_000,
            20_000,
            MicroClusters.of(20, 1, new double[] {4, 4}, new double[] {1, 50}, new double[2]));

    ClusterModel next =
        new ModelReducer(others, warm)
            .reduce(List.of(shard), 20_000, 20_000, null, Course.OF_SETTINGS)
            .wire();

    assertThat(warm.serves()).isFalse();
    assertThat(warm.update()).isNull();
    assertThat(warm.shard(20_000).micro().size()).isZero();
    assertThat(next.version()).isEqualTo(42);
    assertThat(next.clusterIds()).containsExactly(12, 13);
    assertThat(next.testMsd()).isNull();
  }

  @Test
  void reduce_newcomerAfterIt_getsAnIdThatWasNeverUsed() {
    ModelReducer reducer = new ModelReducer(SETTINGS, WarmStart.of(SETTINGS, Optional.of(MODEL)));
    byte[] shard =
        Reports.of(
            SETTINGS,
            20_000,
            20_000,
            MicroClusters.of(
                20, 2, new double[] {40, 50}, new double[] {1, 0, -80, -80}, new double[4]),
            1,
            0);

    ClusterModel next =
        reducer.reduce(List.of(shard), 20_000, 20_000, null, Course.OF_SETTINGS).wire();

    assertThat(next.clusterIds()).contains(12);
    assertThat(next.lineage()).extracting(LineageEvent::event).contains("born", "died");
  }

  /** Ids 5 and 8, of which 9 to 11 are gone. */
  static ClusterModel model(String trainedThrough) {
    return new ClusterModel(
        "scurry",
        41,
        trainedThrough,
        trainedThrough == null ? null : 1000L,
        trainedThrough == null ? null : 1000L,
        List.of("views", "comments"),
        new long[] {5, 8},
        12L,
        new double[][] {{0, 0}, {9, 9}},
        new double[] {6, 10},
        new double[] {1, 1},
        1,
        16,
        null,
        new double[][] {{2, 0}, {0, 3}},
        null,
        null,
        null,
        null,
        Map.of(),
        1);
  }
}
