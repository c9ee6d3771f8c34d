package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.LloydOptions.Start;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cases of other projects' own tests of K-Means. Two more stand in WeightedLloydTest
 * (test_kmeans_results) and MicroClustersTest (testDecayFactor).
 */
class PublishedKMeansTest {

  private static final Metric PLAIN = Metric.plain(2);
  private static final double[] NONE = {};
  private static final double[] FOUR_POINTS = {0, 0, 0.5, 0, 0.5, 1, 1, 1};

  /** apache/flink-ml, OnlineKMeansTest.java, Apache-2.0: what it trains on, and predicts. */
  private static final double[] TRAIN_1 = {10, 0, 10, 0.3, 10.3, 0, -10, 0, -10, 0.6, -10.6, 0};

  private static final double[] TRAIN_2 = {
    10, 100, 10, 100.3, 10.3, 100, -10, -100, -10, -100.6, -10.6, -100
  };

  private static final double[] PREDICT = {
    10, 10, 10.3, 10, 10, 10.3, -10, 10, -10.3, 10, -10, 10.3
  };

  /**
   * scikit-learn, test_k_means.py, BSD-3-Clause: test_kmeans_results. Its n_iter is 2: one
   * iteration moves, the second finds nothing to move.
   */
  @Test
  void descend_settlesAfterScikitLearnsIterations() {
    double[] weights = {3, 1, 1, 3};
    double[] start = {0, 0, 1, 1};
    KMeansModel moved = WeightedLloyd.descend(FOUR_POINTS, weights, PLAIN, options(2, 1), start);
    KMeansModel settled =
        WeightedLloyd.descend(FOUR_POINTS, weights, PLAIN, options(2, 300), start);

    assertThat(settled.ssd()).isCloseTo(0.375, within(1e-15)).isEqualTo(moved.ssd());
    assertThat(settled.centroids())
        .containsExactly(new double[] {0.125, 0, 0.875, 1}, within(1e-15))
        .containsExactly(moved.centroids());
    assertThat(groups(settled, FOUR_POINTS)).containsExactly(0, 0, 1, 1);
  }

  /**
   * scikit-learn, test_k_means.py, BSD-3-Clause: test_kmeans_relocated_clusters. Its n_iter is 3:
   * two iterations move, the third finds nothing to move.
   */
  @Test
  void descend_relocatesScikitLearnsEmptyCluster() {
    KMeansModel settled = relocated(300);

    assertThat(sortedRows(settled)).containsExactly(new double[] {0.25, 0, 0.75, 1}, within(1e-15));
    assertThat(settled.ssd()).isCloseTo(0.25, within(1e-15));
    assertThat(relocated(2).ssd()).isEqualTo(settled.ssd());
    assertThat(relocated(1).ssd()).isGreaterThan(0.5);
  }

  private static KMeansModel relocated(int iterations) {
    return WeightedLloyd.descend(
        FOUR_POINTS,
        new double[] {1, 1, 1, 1},
        PLAIN,
        options(2, iterations),
        new double[] {0.5, 0.5, 3, 3});
  }

  /**
   * scikit-learn, test_k_means.py, BSD-3-Clause: test_relocate_empty_clusters. The two empty
   * clusters begin on the two points that are farthest from their centroid, which moves to the mean
   * of the eight others: weights 8, 1, 1. A model's weights are those of the points as they are
   * assigned next, when 9 goes to 9.5.
   */
  @Test
  void descend_seedsScikitLearnsTwoEmptyClustersOnTheWorstServedPoints() {
    KMeansModel oneStep = tenPoints(1);

    assertThat(oneStep.centroids())
        .containsExactly(new double[] {-36 / 8.0, 10, 9.5}, within(1e-14));
    assertThat(oneStep.weights()).containsExactly(7, 1, 2);
  }

  /** The optimum that follows: the seven points up to 1, {10} and {9, 9.5}. */
  @Test
  void descend_fromScikitLearnsEmptyClustersEndsInItsOptimum() {
    KMeansModel settled = tenPoints(300);

    assertThat(settled.centroids())
        .containsExactly(new double[] {-45 / 7.0, 10, 9.25}, within(1e-14));
    assertThat(settled.weights()).containsExactly(7, 1, 2);
    assertThat(settled.ssd()).isCloseTo(409.5 - 45 * 45 / 7.0 + 0.125, within(1e-12));
  }

  /**
   * apache/flink-ml, testGetModelData: decay 0 forgets whatever was there. Flink ML starts from
   * random centroids, here two points of the batch are the start.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void absorb_givesFlinkMlsModelData(long seed) {
    KMeansModel model = model(learned(seed, TRAIN_1));

    assertThat(sortedRows(model))
        .containsExactly(new double[] {-10.2, 0.2, 10.1, 0.1}, within(1e-12));
    assertThat(model.weights()).containsExactly(3, 3);
  }

  /** apache/flink-ml, testDecayFactor, from the micro-clusters that training leaves. */
  @Test
  void absorb_afterHalfAWeightGivesFlinkMlsModelData() {
    MicroClusters micro = learned(0, TRAIN_1);
    micro.decay(0.5);
    micro.absorb(TRAIN_2, PLAIN, 0);
    KMeansModel model = model(micro);

    assertThat(sortedRows(model))
        .containsExactly(new double[] {-10.2, -200.2 / 3, 10.1, 200.3 / 3}, within(1e-12));
    assertThat(model.weights()).containsExactly(4.5, 4.5);
  }

  /** apache/flink-ml, testFitAndPredict: with decay 0 only the second batch counts. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void closestCluster_groupsAsFlinkMlDoes(long seed) {
    MicroClusters micro = learned(seed, TRAIN_1);
    assertThat(groups(model(micro))).containsExactly(0, 0, 0, 1, 1, 1);

    micro.decay(0);
    micro.absorb(TRAIN_2, PLAIN, seed);
    assertThat(groups(model(micro))).containsExactly(0, 0, 0, 0, 0, 0);
  }

  /** apache/flink-ml, testSetModelData. */
  @Test
  void closestCluster_groupsByGivenCentroidsAsFlinkMlDoes() {
    double[] weights = {3, 3};
    double[] first = {10.1, 0.1, -10.2, 0.2};
    double[] second = {10.1, 100.1, -10.2, -100.2};

    assertThat(groups(new KMeansModel(PLAIN, first, weights, 0))).containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(groups(new KMeansModel(PLAIN, second, weights, 0)))
        .containsExactly(0, 0, 0, 0, 0, 0);
  }

  /**
   * apache/flink-ml, testBatchSizeLessThanParallelism: batches of 2 rows for 4 subtasks, which
   * Flink ML refuses because some would wait for ever. Here nobody waits for a part that got no
   * row.
   */
  @Test
  void merge_ofMorePartsThanABatchHasRows_givesTheModelOfAllRows() {
    List<MicroClusters> parts = Stream.generate(() -> new MicroClusters(4, 2)).limit(4).toList();
    for (int row = 0; row < 6; row++) {
      parts.get(row % 2).absorb(Arrays.copyOfRange(TRAIN_1, 2 * row, 2 * row + 2), PLAIN, row);
    }
    KMeansModel model = model(MicroClusters.merge(parts));

    assertThat(sortedRows(model))
        .containsExactly(new double[] {-10.2, 0.2, 10.1, 0.1}, within(1e-12));
    assertThat(model.weights()).containsExactly(3, 3);
  }

  /** apache/flink-ml, KMeansTest.java, Apache-2.0: k is 2. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void fit_groupsAsFlinkMlsOfflineKMeansDoes(long seed) {
    double[] rows = {0, 0, 0, 0.3, 0.3, 0, 9, 0, 9, 0.6, 9.6, 0};

    KMeansModel model =
        KMeansTraining.fit(
            (batchRows, batches) -> batches.take(rows), 2, KMeansOptions.of(2).withSeed(seed));

    assertThat(groups(model, rows)).containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(sortedRows(model)).containsExactly(new double[] {0.1, 0.1, 9.2, 0.2}, within(1e-12));
  }

  private static KMeansModel tenPoints(int iterations) {
    double[] points = {-10, -9.5, -9, -8.5, -8, -1, 1, 9, 9.5, 10};
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    return WeightedLloyd.descend(
        points, ones, Metric.plain(1), options(3, iterations), new double[] {-10, -10, -10});
  }

  private static LloydOptions options(int k, int iterations) {
    return new LloydOptions(k, Start.KMEANS_PLUS_PLUS, iterations, 1, 0);
  }

  private static MicroClusters learned(long seed, double[] points) {
    MicroClusters micro = new MicroClusters(2, 2);
    micro.absorb(points, PLAIN, seed);
    return micro;
  }

  private static KMeansModel model(MicroClusters micro) {
    return WeightedLloyd.reduce(micro, PLAIN, options(2, 300), NONE, 1);
  }

  private static int[] groups(KMeansModel model) {
    return groups(model, PREDICT);
  }

  /** Numbered in the order of the rows. */
  private static int[] groups(KMeansModel model, double[] rows) {
    int[] closest = new int[rows.length / 2];
    model.assign(rows, closest, new double[closest.length]);
    return IntStream.of(closest).map(row -> row == closest[0] ? 0 : 1).toArray();
  }

  /** The centroids in the order of their first coordinate. */
  private static double[] sortedRows(KMeansModel model) {
    return IntStream.range(0, model.k())
        .mapToObj(model::centroid)
        .sorted(Comparator.comparingDouble(centroid -> centroid[0]))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
