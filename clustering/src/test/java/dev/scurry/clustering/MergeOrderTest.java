package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.LloydOptions.Start;
import dev.scurry.clustering.judging.KCurve;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.clustering.judging.KSelectionOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that are merged in any order give the same bits in all that follows. */
class MergeOrderTest {

  private static final LloydOptions LLOYD =
      new LloydOptions(4, Start.KMEANS_PLUS_PLUS, 50, 2, 1e-4);

  private final MicroClusters one = MicroClusters.merge(parts());
  private final Metric metric = Metric.standard(one);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void merge_inAnyOrder_holdsTheSame(long seed) {
    assertEqual(shuffled(seed), one);
    assertThat(shuffled(seed).parts()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void standard_inAnyOrder_isTheSame(long seed) {
    assertThat(Metric.standard(shuffled(seed)).scale()).containsExactly(metric.scale());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void reduceByTheStandardMetric_inAnyOrder_isTheSame(long seed) {
    MicroClusters other = shuffled(seed);
    assertEqual(
        WeightedLloyd.reduce(other, Metric.standard(other), LLOYD, new double[0], 7),
        WeightedLloyd.reduce(one, metric, LLOYD, new double[0], 7));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void condensed_inAnyOrder_isTheSame(long seed) {
    assertEqual(shuffled(seed).condensed(12, metric, 7), one.condensed(12, metric, 7));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void kCurve_inAnyOrder_isTheSame(long seed) {
    KCurve curve = KCurve.of(shuffled(seed), metric, LLOYD, 1, 6, 7);
    KCurve expected = KCurve.of(one, metric, LLOYD, 1, 6, 7);

    assertThat(curve.ssd()).containsExactly(expected.ssd());
    assertThat(curve.silhouettes()).containsExactly(expected.silhouettes());
  }

  @Test
  void kSelection_inAnyOrder_isTheSame() {
    KSelectionOptions options = KSelectionOptions.quick(1, 4, 7);
    KSelection selection = KSelection.of(shuffled(1), metric, options);
    KSelection expected = KSelection.of(one, metric, options);

    assertThat(selection.silhouettes()).containsExactly(expected.silhouettes());
    assertThat(selection.gap().gaps()).containsExactly(expected.gap().gaps());
  }

  private static MicroClusters shuffled(long seed) {
    List<MicroClusters> parts = parts();
    Collections.shuffle(parts, new Random(seed));
    return MicroClusters.merge(parts);
  }

  /** Five and an empty one, each with something forgotten and something new. */
  private static List<MicroClusters> parts() {
    List<MicroClusters> parts = new ArrayList<>();
    for (int part = 0; part < 5; part++) {
      MicroClusters micro = new MicroClusters(20, 2);
      micro.absorb(new Blobs(part, 3).rows(300, 10 * part, -part), Metric.plain(2), 1);
      micro.decay(0.9);
      micro.absorb(new Blobs(10 + part, 3).rows(50, 10, 5 * part), Metric.plain(2), 2);
      parts.add(micro);
    }
    parts.add(new MicroClusters(20, 2));
    return parts;
  }

  private static void assertEqual(MicroClusters actual, MicroClusters expected) {
    assertThat(actual.weights()).containsExactly(expected.weights());
    assertThat(actual.means()).containsExactly(expected.means());
    assertThat(actual.moments()).containsExactly(expected.moments());
    assertThat(actual.recent()).containsExactly(expected.recent());
  }

  private static void assertEqual(KMeansModel actual, KMeansModel expected) {
    assertThat(actual.centroids()).containsExactly(expected.centroids());
    assertThat(actual.weights()).containsExactly(expected.weights());
    assertThat(actual.ssd()).isEqualTo(expected.ssd());
  }
}
