package dev.scurry.clustering.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand: a chain that grows by a point a level, and a pair that it meets. */
class MergeGapsTest {

  /** Distances 1 1 1 1.5 3 are 1.5 +- 0.77, so 3 is beyond one deviation and not beyond two. */
  private static final double[] SOMEWHAT_FAR = {0, 1, 2, 3, 6, 7.5};

  /** Distances 1 1 1 1 1 1.5 95: 95 is beyond 14.5 + 2 x 32.9. */
  private static final double[] FAR = {0, 1, 2, 3, 4, 5, 100, 101.5};

  @Test
  void all_ofAFairSizeBeyondOneDeviationIsTheMeanOfTheLevels() {
    assertThat(gap(SOMEWHAT_FAR, 2, 6)).isEqualTo((5 + 4) / 2f);
  }

  @Test
  void all_ofASmallOneBeyondOneDeviationIsTheLargest() {
    assertThat(gap(SOMEWHAT_FAR, 2, 7)).isEqualTo(5);
  }

  @Test
  void all_ofASmallOneBeyondTwoDeviationsIsTheMeanOfTheLevels() {
    assertThat(gap(FAR, 4, 100)).isEqualTo((99 + 98 + 97 + 96) / 4f);
  }

  @Test
  void all_withinOneDeviationIsTheLargest() {
    assertThat(gap(new double[] {0, 1, 2.5, 3.5}, 1, 2)).isEqualTo(1.5f);
  }

  /** Of the last merge. */
  private static float gap(double[] line, int levels, int minimum) {
    MergeTree tree = new MergeTree(SingleLinkage.of(line, 1));
    return new MergeGaps(tree, tree.ordered(line, 1), 1, levels).all(minimum)[tree.merges - 1];
  }
}
