package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HdbscanTest {

  /** On a line: 0 1 2 and 10 11 12 merge at 1 each and with each other at 8; 100 joins at 88. */
  private static final double[] TWO_GROUPS = {0, 1, 2, 10, 11, 12, 100};

  @Test
  void ofPoints_findsTwoGroupsAndNoise() {
    HdbscanResult result = Hdbscan.ofPoints(TWO_GROUPS, 1, HdbscanOptions.of(3, 1));

    assertThat(result.labels()).containsExactly(0, 0, 0, 1, 1, 1, -1);
    assertThat(result.probabilities()).containsExactly(1, 1, 1, 1, 1, 1, 0);
    assertThat(result.outlierScores()).containsExactly(0, 0, 0, 0, 0, 0, 1 - 1.0 / 88);
    assertThat(result.clusters()).isEqualTo(2);
  }
}
