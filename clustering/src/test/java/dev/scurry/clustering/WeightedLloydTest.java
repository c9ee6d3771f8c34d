package dev.scurry.clustering;

import static dev.scurry.clustering.LloydOptions.Start.KMEANS_PLUS_PLUS;
import static dev.scurry.clustering.LloydOptions.Start.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightedLloydTest {

  private static final double[] NONE = {};
  private static final double[] FOUR_POINTS = {0, 0, 0.5, 0, 0.5, 1, 1, 1};

  /** scikit-learn, cluster/tests/test_k_means.py (BSD-3-Clause): test_kmeans_results. */
  @Test
  void descend_weighted_givesThePublishedResult() {
    KMeansModel model =
        WeightedLloyd.descend(
            FOUR_POINTS,
            new double[] {3, 1, 1, 3},
            Metric.plain(2),
            options(2, 1),
            new double[] {0, 0, 1, 1});

    assertThat(model.ssd()).isCloseTo(0.375, within(1e-15));
    assertThat(model.centroids()).containsExactly(new double[] {0.125, 0, 0.875, 1}, within(1e-15));
    assertThat(model.weights()).containsExactly(4, 4);
  }

  /** The same file: test_kmeans_relocated_clusters. */
  @Test
  void descend_emptyCluster_isPutWhereItIsNeeded() {
    KMeansModel model =
        WeightedLloyd.descend(
            FOUR_POINTS,
            new double[] {1, 1, 1, 1},
            Metric.plain(2),
            options(2, 1),
            new double[] {0.5, 0.5, 3, 3});

    assertThat(model.ssd()).isCloseTo(0.25, within(1e-15));
    assertThat(model.weights()).containsExactly(2, 2);
  }

  /** 78.851441426146 is what every implementation finds on iris with k = 3. */
  @ParameterizedTest
  @EnumSource(LloydOptions.Start.class)
  void reduce_iris_findsThePublishedInertia(LloydOptions.Start start) {
    MicroClusters points = new MicroClusters(150, 4);
    points.absorb(iris(), Metric.plain(4), 1);

    KMeansModel model =
        WeightedLloyd.reduce(
            points, Metric.plain(4), new LloydOptions(3, start, 300, 10, 1e-4), NONE, 1);

    assertThat(model.ssd()).isCloseTo(78.851441426146, within(1e-9));
    assertThat(model.weights()).containsExactlyInAnyOrder(62, 50, 38);
  }

  @Test
  void reduce_ofMicroClusters_reportsTheCostOfTheData() {
    double[] data = iris();
    MicroClusters micro = new MicroClusters(40, 4);
    micro.absorb(data, Metric.plain(4), 1);

    KMeansModel model = WeightedLloyd.reduce(micro, Metric.plain(4), options(3, 10), NONE, 1);

    double ssd = 0;
    for (int i = 0; i < 150; i++) {
      double[] x = Blobs.row(data, i, 4);
      ssd += Math.pow(model.distanceToCluster(x, model.closestCluster(x)), 2);
    }
    assertThat(ssd).isLessThan(78.8514 * 1.02);
    assertThat(model.ssd()).isCloseTo(ssd, within(0.02 * ssd));
    assertThat(model.msd()).isCloseTo(model.ssd() / 150, within(1e-12));
  }

  @Test
  void reduce_withFewerDistinctMeansThanK_hasFewerClusters() {
    MicroClusters micro = new MicroClusters(9, 1);
    micro.absorb(new double[] {1, 1, 5, 5, 5}, Metric.plain(1), 1);

    for (LloydOptions.Start start : LloydOptions.Start.values()) {
      KMeansModel model =
          WeightedLloyd.reduce(
              micro, Metric.plain(1), new LloydOptions(4, start, 300, 3, 0), NONE, 1);
      assertThat(model.weights()).containsExactlyInAnyOrder(2, 3);
      assertThat(model.ssd()).isZero();
    }
  }

  @Test
  void reduce_whereNoFeatureVaries_hasOneCluster() {
    MicroClusters micro = new MicroClusters(3, 2);
    micro.absorb(new double[] {4, 4, 4, 4}, Metric.plain(2), 1);

    KMeansModel model = WeightedLloyd.reduce(micro, Metric.standard(micro), options(3, 2), NONE, 1);

    assertThat(model.k()).isEqualTo(1);
    assertThat(model.centroids()).containsExactly(4, 4);
  }

  @Test
  void reduce_warmStart_keepsRowsAndWinsTies() {
    Blobs blobs = new Blobs(1, 0.5);
    MicroClusters micro = new MicroClusters(30, 1);
    micro.absorb(
        Blobs.concat(blobs.rows(100, 0), blobs.rows(100, 10), blobs.rows(100, 20)),
        Metric.plain(1),
        1);

    for (double[] rows : new double[][] {{19, 1, 11}, {1, 11, 19}, {11, 19, 1}}) {
      KMeansModel model = WeightedLloyd.reduce(micro, Metric.plain(1), options(3, 5), rows, 1);
      assertThat(model.centroids()).containsExactly(rows, within(1.3));
    }
  }

  @Test
  void reduce_warmStartWithMoreRowsThanDistinctMeans_leavesTheEmptyOnesOut() {
    MicroClusters micro = new MicroClusters(9, 1);
    micro.absorb(new double[] {1, 5, 5}, Metric.plain(1), 1);

    KMeansModel model =
        WeightedLloyd.reduce(micro, Metric.plain(1), options(3, 0), new double[] {0, 3, 9}, 1);

    assertThat(model.centroids()).containsExactlyInAnyOrder(1, 5);
    assertThat(model.weights()).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void reduce_warmStartInABadOptimum_losesToARestart() {
    Blobs blobs = new Blobs(1, 0.5);
    MicroClusters micro = new MicroClusters(30, 1);
    micro.absorb(
        Blobs.concat(blobs.rows(100, 0), blobs.rows(100, 10), blobs.rows(100, 500)),
        Metric.plain(1),
        1);

    // Two centroids share the far group and one holds both near groups: Lloyd stays there.
    double[] stuck = {5, 499.7, 500.3};
    KMeansModel warmOnly = WeightedLloyd.reduce(micro, Metric.plain(1), options(3, 0), stuck, 1);
    KMeansModel model = WeightedLloyd.reduce(micro, Metric.plain(1), options(3, 10), stuck, 1);

    assertThat(warmOnly.ssd()).isGreaterThan(5000);
    assertThat(model.ssd()).isLessThan(200);
  }

  @Test
  void reduce_warmStartWithFewerRowsThanK_isCompleted() {
    MicroClusters micro = new MicroClusters(30, 1);
    micro.absorb(new double[] {0, 1, 10, 11, 20, 21}, Metric.plain(1), 1);

    KMeansModel model =
        WeightedLloyd.reduce(micro, Metric.plain(1), options(3, 0), new double[] {0.5}, 3);

    assertThat(model.k()).isEqualTo(3);
  }

  @Test
  void reduce_isAFunctionOfItsInput() {
    MicroClusters micro = new MicroClusters(60, 2);
    micro.absorb(new Blobs(7, 5).rows(1000, 0, 0), Metric.plain(2), 1);

    KMeansModel once = WeightedLloyd.reduce(micro, Metric.plain(2), options(6, 4), NONE, 9);
    KMeansModel again = WeightedLloyd.reduce(micro, Metric.plain(2), options(6, 4), NONE, 9);

    assertThat(again.centroids()).containsExactly(once.centroids());
  }

  @Test
  void reduce_inWhateverOrderShardsAreMerged_givesTheSameBits() {
    List<MicroClusters> shards = new ArrayList<>();
    for (int shard = 0; shard < 5; shard++) {
      MicroClusters micro = new MicroClusters(40, 2);
      micro.absorb(new Blobs(shard, 7).rows(900, 0, 0), Metric.plain(2), 1);
      shards.add(micro);
    }
    KMeansModel one =
        WeightedLloyd.reduce(MicroClusters.merge(shards), Metric.plain(2), options(6, 3), NONE, 9);
    Collections.reverse(shards);
    KMeansModel other =
        WeightedLloyd.reduce(MicroClusters.merge(shards), Metric.plain(2), options(6, 3), NONE, 9);

    assertThat(other.centroids()).containsExactly(one.centroids());
    assertThat(other.weights()).containsExactly(one.weights());
    assertThat(other.ssd()).isEqualTo(one.ssd());
  }

  @Test
  void reduce_farFromTheOrigin_findsTheSame() {
    double[] near = new Blobs(7, 1).rows(900, 0, 0);
    for (int i = 0; i < near.length; i++) {
      near[i] = Math.rint(near[i] * 64) / 64 + 8 * (i / 600);
    }
    double[] far = Arrays.stream(near).map(x -> x + (1 << 20)).toArray();
    MicroClusters a = new MicroClusters(900, 2);
    MicroClusters b = new MicroClusters(900, 2);
    a.absorb(near, Metric.plain(2), 1);
    b.absorb(far, Metric.plain(2), 1);

    KMeansModel one = WeightedLloyd.reduce(a, Metric.plain(2), options(3, 5), NONE, 9);
    KMeansModel two = WeightedLloyd.reduce(b, Metric.plain(2), options(3, 5), NONE, 9);

    assertThat(two.ssd()).isCloseTo(one.ssd(), within(1e-7));
    for (int row = 0; row < 3; row++) {
      double[] moved = Arrays.stream(one.centroid(row)).map(x -> x + (1 << 20)).toArray();
      int same = two.closestCluster(moved);
      assertThat(two.centroid(same)).containsExactly(moved, within(1e-9));
      assertThat(two.weight(same)).isEqualTo(one.weight(row));
    }
  }

  @Test
  void reduce_refusesNothingAndWrongDimensions() {
    MicroClusters empty = new MicroClusters(3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightedLloyd.reduce(empty, Metric.plain(2), options(2, 1), NONE, 1));
    empty.absorb(new double[] {1, 2}, Metric.plain(2), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightedLloyd.reduce(empty, Metric.plain(3), options(2, 1), NONE, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> WeightedLloyd.reduce(empty, Metric.plain(2), options(2, 1), new double[3], 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LloydOptions(0, RANDOM, 1, 1, 0))
        .withMessage("k must be > 0, not 0");
  }

  private static LloydOptions options(int k, int trials) {
    return new LloydOptions(k, KMEANS_PLUS_PLUS, 300, trials, 0);
  }

  private static double[] iris() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                WeightedLloydTest.class.getResourceAsStream("/clustering/iris.csv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .flatMapToDouble(
              line -> Arrays.stream(line.split(",", -1)).limit(4).mapToDouble(Double::parseDouble))
          .toArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
