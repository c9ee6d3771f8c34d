package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import org.junit.jupiter.api.Test;

/** Davies-Bouldin, dispersion and mutual information by hand, and what they refuse. */
class IndicesTest {

  private static final Metric LINE = Metric.plain(1);

  /** Means 1, 6, 20 with mean distances 1, 2, 0: ratios 3/5, 3/5 and 2/14. */
  @Test
  void daviesBouldin_computedByHand() {
    double[] rows = {0, 2, 4, 8, 20, 20};

    assertThat(DaviesBouldin.of(rows, new int[] {0, 0, 1, 1, 2, 2}, LINE))
        .isCloseTo((3 / 5.0 + 3 / 5.0 + 2 / 14.0) / 3, within(1e-15));
  }

  @Test
  void daviesBouldin_ofPointsOrOfOneMean_isZero() {
    assertThat(DaviesBouldin.of(new double[] {1, 1, 5, 5}, new int[] {0, 0, 1, 1}, LINE)).isZero();
    assertThat(DaviesBouldin.of(new double[] {1, 3, 0, 4}, new int[] {0, 0, 1, 1}, LINE)).isZero();
  }

  @Test
  void daviesBouldin_refusesOneCluster() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DaviesBouldin.of(new double[] {1, 2, 3}, new int[3], LINE))
        .withMessageContaining("not 1");
  }

  @Test
  void dispersion_ofALabelling_isAboutItsMeans() {
    double[] rows = {0, 2, 10, 14};

    assertThat(Dispersion.ssd(rows, new int[] {3, 3, 1, 1}, LINE)).isEqualTo(10);
    assertThat(Dispersion.msd(rows, new int[] {3, 3, 1, 1}, LINE)).isEqualTo(2.5);
    assertThat(Dispersion.ssd(rows, new int[] {3, 3, 1, 1}, Metric.of(new double[] {2})))
        .isEqualTo(2.5);
  }

  @Test
  void dispersion_ofAModel_isToTheNearestCentroid() {
    KMeansModel model = new KMeansModel(LINE, new double[] {0, 10}, new double[] {1, 1}, 0);

    assertThat(Dispersion.ssd(new double[] {1, 9, 7}, model)).isEqualTo(1 + 1 + 9);
    assertThat(Dispersion.msd(new double[] {1, 9, 8}, model)).isEqualTo(2);
  }

  @Test
  void dispersion_farFromTheOrigin_losesNothing() {
    double[] rows = {1e9, 1e9 + 2, -1e9, -1e9 + 4};

    assertThat(Dispersion.ssd(rows, new int[] {0, 0, 1, 1}, LINE)).isEqualTo(10);
  }

  @Test
  void dispersion_refusesNoRows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dispersion.ssd(new double[0], new int[0], LINE))
        .withMessageContaining("no rows");
  }

  /** The examples of scikit-learn's documentation, and its conventions at the edges. */
  @Test
  void normalizedMutualInformation_ofPublishedExamples() {
    assertThat(nmi(longs(0, 0, 1, 1), longs(1, 1, 0, 0))).isCloseTo(1, within(1e-15));
    assertThat(nmi(longs(0, 0, 0, 0), longs(0, 1, 2, 3))).isZero();
    assertThat(nmi(longs(5, 5), longs(6, 6))).isEqualTo(1);
  }

  /** Two thirds of a bit of two entropies: I = ln 3 - 2/3 ln 2, H = ln 3 and I. */
  @Test
  void normalizedMutualInformation_computedByHand() {
    double information = Math.log(3) - 2 / 3.0 * Math.log(2);

    assertThat(nmi(longs(0, 1, 2), longs(0, 1, 1)))
        .isCloseTo(information / ((Math.log(3) + information) / 2), within(1e-15));
  }

  @Test
  void normalizedMutualInformation_refusesDifferentLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nmi(longs(1), longs(1, 2)))
        .withMessageContaining("1 labels and 2");
  }

  @Test
  void normalizedMutualInformation_refusesNothingToCompare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nmi(longs(), longs()))
        .withMessageContaining("no labels");
  }

  private static double nmi(long[] first, long[] second) {
    return MutualInformation.normalized(first, second);
  }

  private static long[] longs(long... values) {
    return values;
  }
}
