package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClusterIdentityTest {

  private final ClusterIdentity ids = new ClusterIdentity(new long[] {3, 7}, 9);

  @Test
  void first_numbersFromZero() {
    assertThat(ClusterIdentity.first(3).ids()).containsExactly(0, 1, 2);
    assertThat(ClusterIdentity.first(3).nextId()).isEqualTo(3);
  }

  @Test
  void next_rowsSwapped_idsFollow() {
    ClusterIdentity next = ids.next(masses(0, 5, 10, 5), model(0, 10), model(10, 0));
    assertThat(next.ids()).containsExactly(7, 3);
    assertThat(next.nextId()).isEqualTo(9);
  }

  @Test
  void next_clusterMoved_keepsItsId() {
    ClusterIdentity next = ids.next(masses(0, 5, 14, 5), model(0, 10), model(0, 14));
    assertThat(next.ids()).containsExactly(3, 7);
  }

  @Test
  void next_clusterSplit_largerPartKeepsTheId() {
    ClusterIdentity next = ids.next(masses(0, 5, 9, 4, 11, 6), model(0, 10), model(0, 9, 11));
    assertThat(next.ids()).containsExactly(3, 9, 7);
    assertThat(next.nextId()).isEqualTo(10);
  }

  @Test
  void next_clustersMerged_largerOneLives() {
    ClusterIdentity next = ids.next(masses(0, 5, 10, 6), model(0, 10), model(5));
    assertThat(next.ids()).containsExactly(7);
  }

  @Test
  void next_oneDiesAndOneIsBorn_theNewOneGetsAFreshId() {
    // The old cluster at 10 holds a little, which the cluster at 0 takes over; 30 is carved out of
    // what the cluster at 0 held before.
    ClusterIdentity next = ids.next(masses(0, 50, 10, 1, -30, 20), model(0, 10), model(0, -30));
    assertThat(next.ids()).containsExactly(3, 9);
  }

  @Test
  void next_sliverOfALargeCluster_doesNotPassOnAnId() {
    // 7 holds 6 units, 4 of which go to a cluster that is otherwise 3's: no heir of 7.
    ClusterIdentity next = ids.next(masses(0, 100, 4, 100, 9, 4, 20, 2), model(3, 11), model(0, 5));
    assertThat(next.ids()).contains(3).contains(9).doesNotContain(7);
  }

  @Test
  void next_idsAreNeverUsedAgain() {
    ClusterIdentity one = ids.next(masses(0, 5), model(0, 10), model(0));
    ClusterIdentity two = one.next(masses(0, 5, 10, 5), model(0), model(0, 10));
    assertThat(one.ids()).containsExactly(3);
    assertThat(two.ids()).containsExactly(3, 9);
  }

  @Test
  void order_sortsById() {
    ClusterIdentity identity = new ClusterIdentity(new long[] {5, 2, 9}, 10);
    int[] order = identity.order();
    assertThat(order).containsExactly(1, 0, 2);
    assertThat(identity.reordered(order).ids()).containsExactly(2, 5, 9);
  }

  @Test
  void constructor_refusesRepeatedOrFutureIds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusterIdentity(new long[] {1, 1}, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClusterIdentity(new long[] {2}, 2));
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
    return MicroClusters.of(n, 1, weights, means, new double[n]);
  }

  private static KMeansModel model(double... centroids) {
    double[] ones = new double[centroids.length];
    Arrays.fill(ones, 1);
    return new KMeansModel(Metric.plain(1), centroids, ones, 0);
  }
}
