package dev.scurry.clustering.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SingleLinkageTest {

  /** By hand, and as SciPy 1.10.1 gives it: of equal distances the first that Prim's walk took. */
  @Test
  void of_tiesFallInTheOrderOfTheWalk() {
    SingleLinkage linkage = SingleLinkage.of(new double[] {0, 4, 2, 6, 1, 9, 8, 4}, 1);

    assertThat(linkage.left).containsExactly(1, 0, 2, 5, 8, 3, 11);
    assertThat(linkage.right).containsExactly(7, 4, 9, 6, 10, 12, 13);
    assertThat(linkage.distance).containsExactly(0, 1, 1, 1, 2, 2, 2);
  }

  /** SciPy 1.10.1 on three rows of three. */
  @Test
  void of_gridGrowsOneClusterFromPointZero() {
    double[] grid = new double[18];
    for (int i = 0; i < 9; i++) {
      grid[2 * i] = i / 3;
      grid[2 * i + 1] = i % 3;
    }
    SingleLinkage linkage = SingleLinkage.of(grid, 2);

    assertThat(linkage.left).containsExactly(0, 2, 3, 4, 5, 6, 7, 8);
    assertThat(linkage.right).containsExactly(1, 9, 10, 11, 12, 13, 14, 15);
    assertThat(linkage.distance).containsOnly(1);
  }

  /** apache/flink-ml, AgglomerativeClusteringTest.java, Apache-2.0: Euclidean, single. */
  @Test
  void of_mergesAtFlinkMlsDistances() {
    double[] points = {1, 1, 1, 4, 1, 0, 4, 4, 4, 1.5, 4, 0};

    assertThat(SingleLinkage.of(points, 2).distance).containsExactly(1, 1.5, 2.5, 3, 3);
  }

  /**
   * The same points below distance 2. Flink ML publishes these groups for Ward's linkage; two
   * points that join are as far apart by any, and up to there only such pairs join.
   */
  @Test
  void of_belowTwo_joinsFlinkMlsGroups() {
    SingleLinkage linkage =
        SingleLinkage.of(new double[] {1, 1, 1, 4, 1, 0, 4, 4, 4, 1.5, 4, 0}, 2);

    assertThat(linkage.left).startsWith(0, 4);
    assertThat(linkage.right).startsWith(2, 5);
    assertThat(linkage.distance[1]).isLessThan(2);
    assertThat(linkage.distance[2]).isGreaterThan(2);
  }
}
