package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scurry.clustering.ClusterLineage.Event;
import dev.scurry.clustering.ClusterLineage.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterLineageTest {

  private static final ClusterIdentity THREE_SEVEN = new ClusterIdentity(new long[] {3, 7}, 9);

  @Test
  void between_allLiveOn_isEmpty() {
    // The border between them moved: 5 of 105 changed sides.
    assertThat(events(masses(0, 100, 5, 5, 10, 100), model(0, 10), THREE_SEVEN, model(0, 9)))
        .isEmpty();
  }

  @Test
  void between_split_namesThePartsWithTheirShares() {
    List<Event> events =
        events(masses(0, 5, 9, 3, 11, 6, 13, 1), model(0, 10), THREE_SEVEN, model(0, 9, 12));

    assertThat(events).hasSize(2);
    assertEvent(events.get(0), Kind.BORN, 9, new long[] {7}, 1);
    assertEvent(events.get(1), Kind.SPLIT, 7, new long[] {7, 9}, 0.7, 0.3);
  }

  @Test
  void between_merger_namesWhereTheMassCameFrom() {
    List<Event> events = events(masses(0, 5, 10, 15), model(0, 10), THREE_SEVEN, model(8));

    assertThat(events).hasSize(2);
    assertEvent(events.get(0), Kind.DIED, 3, new long[] {7}, 1);
    assertEvent(events.get(1), Kind.MERGED, 7, new long[] {3, 7}, 0.25, 0.75);
  }

  @Test
  void between_silentClusterTakenOver_hasDiedButNotMerged() {
    MicroClusters current =
        MicroClusters.of(
            2, 1, new double[] {5, 15}, new double[] {0, 10}, new double[2], new double[] {0, 1});

    List<Event> events = events(current, model(0, 10), THREE_SEVEN, model(8));

    assertThat(events).singleElement().satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.DIED));
  }

  @Test
  void between_oneDiesAndOneIsBorn_namesBoth() {
    List<Event> events =
        events(masses(0, 50, 10, 1, -30, 20), model(0, 10), THREE_SEVEN, model(0, -30));

    assertThat(events).extracting(Event::kind).containsExactly(Kind.BORN, Kind.DIED, Kind.SPLIT);
    assertEvent(events.get(0), Kind.BORN, 9, new long[] {3}, 1);
    assertEvent(events.get(1), Kind.DIED, 7, new long[] {3}, 1);
    assertEvent(events.get(2), Kind.SPLIT, 3, new long[] {3, 9}, 50 / 70.0, 20 / 70.0);
  }

  @Test
  void between_clusterWithoutAnyMass_diesWithoutHeirs() {
    List<Event> events = events(masses(0, 5, 20, 5), model(0, 90), THREE_SEVEN, model(0, 20));

    assertEvent(events.get(1), Kind.DIED, 7, new long[0]);
  }

  @Test
  void between_sharesBelowFivePercent_areLeftOut() {
    // 4 of 100 of the old cluster 3 went to 7.
    List<Event> events =
        events(
            masses(0, 60, 4.5, 4, -6, 36, 10, 100), model(0, 10), THREE_SEVEN, model(-6, 0, 8.5));

    assertEvent(events.get(1), Kind.SPLIT, 3, new long[] {3, 9}, 0.6, 0.36);
  }

  @Test
  void between_refusesIdsThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClusterLineage.between(
                    masses(0, 1), model(0), THREE_SEVEN, model(0), ClusterIdentity.first(1)));
  }

  private static List<Event> events(
      MicroClusters current, KMeansModel before, ClusterIdentity ids, KMeansModel after) {
    return ClusterLineage.between(current, before, ids, after, ids.next(current, before, after));
  }

  private static void assertEvent(
      Event event, Kind kind, long cluster, long[] others, double... shares) {
    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.cluster()).isEqualTo(cluster);
    assertThat(event.others()).containsExactly(others);
    assertThat(event.shares()).containsExactly(shares);
  }

  /** Pairs of place and weight on a line. */
  private static MicroClusters masses(double... pairs) {
    int n = pairs.length / 2;
    double[] means = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      means[i] = pairs[2 * i];
      weights[i] = pairs[2 * i + 1];
    }
    return MicroClusters.of(n, 1, weights, means, new double[n], weights);
  }

  private static KMeansModel model(double... centroids) {
    double[] ones = new double[centroids.length];
    Arrays.fill(ones, 1);
    return new KMeansModel(Metric.plain(1), centroids, ones, 0);
  }
}
