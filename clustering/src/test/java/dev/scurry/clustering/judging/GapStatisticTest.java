package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GapStatisticTest {

  private static final LloydOptions LLOYD =
      new LloydOptions(1, LloydOptions.Start.KMEANS_PLUS_PLUS, 100, 2, 1e-6);

  /**
   * Costs e^4, e^1, e^.8 against references e^4 and e^4.2, e^3 and e^3.4, e^2.9 and e^2.9: gaps .1,
   * 2.2, 2.1; s = .1, .2, 0 times sqrt(1.5). 1 is no answer, for .1 < 2.2 - s(2); 2 is.
   */
  @Test
  void gap_computedByHand() {
    double[][] references = {{exp(4), exp(3), exp(2.9)}, {exp(4.2), exp(3.4), exp(2.9)}};

    GapStatistic gap = GapStatistic.of(1, new double[] {exp(4), exp(1), exp(0.8)}, references);

    assertThat(gap.gaps()).containsExactly(new double[] {0.1, 2.2, 2.1}, within(1e-12));
    assertThat(gap.errors())
        .containsExactly(
            new double[] {0.1 * Math.sqrt(1.5), 0.2 * Math.sqrt(1.5), 0}, within(1e-12));
    assertThat(gap.chosen()).hasValue(2);
  }

  @Test
  void chosen_whereTheGapRisesToTheEnd_isNone() {
    GapStatistic gap = GapStatistic.of(3, new double[] {9, 3, 1}, new double[][] {{9, 8, 7}});

    assertThat(gap.chosen()).isEmpty();
  }

  @Test
  void chosen_withinAStandardErrorOfTheNext_isTheSmaller() {
    double[][] references = {{exp(1), exp(0.5)}, {exp(1), exp(1.5)}};

    // Gap(2) - s(2) = .3 - .5 sqrt(1.5) < 0 = Gap(1).
    assertThat(GapStatistic.of(1, new double[] {exp(1), exp(0.7)}, references).chosen())
        .hasValue(1);
  }

  @Test
  void gap_whereNothingIsLeftToExplain_isInfinite() {
    GapStatistic gap = GapStatistic.of(1, new double[] {5, 0}, new double[][] {{5, 0}});

    assertThat(gap.gaps()[1]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(gap.chosen()).isEmpty();
  }

  /** Where the points are the micro-clusters, a naive gap statistic must agree on the answer. */
  @Test
  void gap_ofPlainPoints_findsTheirGroups() {
    assertThat(chosen(groups(3, 60, 2), 60, 2)).hasValue(3);
    assertThat(chosen(new SplittableRandom(5).doubles(240).toArray(), 120, 2)).hasValue(1);
  }

  @Test
  void gap_ofManyPointsInFewMicroClusters_findsTheirGroups() {
    assertThat(chosen(groups(4, 8000, 3), 80, 3)).hasValue(4);
    assertThat(chosen(new SplittableRandom(5).doubles(24_000).toArray(), 80, 3)).hasValue(1);
  }

  @Test
  void gap_isSeeded() {
    MicroClusters micro = micro(groups(3, 60, 2), 60, 2);
    KCurve curve = KCurve.of(micro, Metric.plain(2), LLOYD, 1, 5, 1);

    double[] gaps = gaps(curve, micro, 1);
    assertThat(gaps(curve, micro, 1)).isEqualTo(gaps);
    assertThat(gaps(curve, micro, 2)).isNotEqualTo(gaps);
  }

  /** Doubling every unit doubles the box as well. */
  @Test
  void gap_dependsOnNoUnit() {
    double[] rows = groups(3, 60, 2);
    double[] doubled = Arrays.stream(rows).map(x -> 2 * x).toArray();
    MicroClusters plain = micro(rows, 60, 2);
    MicroClusters scaled = micro(doubled, 60, 2);
    KCurve curve = KCurve.of(plain, Metric.plain(2), LLOYD, 1, 5, 1);
    KCurve curveOfScaled = KCurve.of(scaled, Metric.plain(2), LLOYD, 1, 5, 1);

    assertThat(gaps(curveOfScaled, scaled, 1))
        .containsExactly(gaps(curve, plain, 1), within(1e-12));
  }

  private static double[] gaps(KCurve curve, MicroClusters micro, long seed) {
    return GapStatistic.of(curve, micro, Metric.plain(2), LLOYD, 4, seed).gaps();
  }

  @Test
  void gap_refusesWhatCantBeCompared() {
    double[][] one = {{1}};
    refuses("not 0", 0, new double[] {1}, one);
    refuses("no curve", 1, new double[0], one);
    refuses("no references", 1, new double[] {1}, new double[0][]);
    refuses("1 costs of 2", 1, new double[] {2, 1}, one);
    refuses("not NaN", 1, new double[] {Double.NaN}, one);
    refuses("not -1.0", 1, new double[] {1}, new double[][] {{-1}});
  }

  private static void refuses(String message, int kMin, double[] ssd, double[][] references) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GapStatistic.of(kMin, ssd, references))
        .withMessageContaining(message);
  }

  private static java.util.OptionalInt chosen(double[] rows, int places, int d) {
    MicroClusters micro = micro(rows, places, d);
    KCurve curve = KCurve.of(micro, Metric.plain(d), LLOYD, 1, 7, 1);
    return GapStatistic.of(curve, micro, Metric.plain(d), LLOYD, 8, 1).chosen();
  }

  static MicroClusters micro(double[] rows, int places, int d) {
    MicroClusters micro = new MicroClusters(places, d);
    micro.absorb(rows, Metric.plain(d), 1);
    return micro;
  }

  /** n points of deviation 1, in turn of k groups that lie 10 and more apart in a zigzag. */
  static double[] groups(int k, int n, int d) {
    SplittableRandom random = new SplittableRandom(k);
    double[] rows = new double[n * d];
    for (int i = 0; i < n; i++) {
      for (int f = 0; f < d; f++) {
        rows[i * d + f] = random.nextGaussian() + (f == 0 ? 10 * (i % k) : 0);
      }
      rows[i * d + 1] += i % k % 2 * 10;
    }
    return rows;
  }

  private static double exp(double x) {
    return StrictMath.exp(x);
  }
}
