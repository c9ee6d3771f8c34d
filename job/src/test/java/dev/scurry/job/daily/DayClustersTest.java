package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DayClustersTest {

  @Test
  void ranks_areByTheFirstOfACluster_thenByRank() {
    DayClusters clusters = new DayClusters(new int[] {1, -1, 0, 1, 0, -1, 2});

    assertThat(clusters.ranks()).containsExactly(0, 3, 2, 4, 6);
    assertThat(clusters.count()).isEqualTo(3);
    assertThat(clusters.clusteredKeys()).isEqualTo(5);
    assertThat(clusters.isNoise(1)).isTrue();
    assertThat(clusters.label(3)).isEqualTo(1);
  }

  @Test
  void ranks_ofNoiseOnlyAreNone() {
    assertThat(new DayClusters(new int[] {-1, -1}).ranks()).isEmpty();
    assertThat(new DayClusters(new int[0]).count()).isZero();
  }
}
