package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KSelectionTest {

  private static final LloydOptions LLOYD =
      new LloydOptions(1, LloydOptions.Start.KMEANS_PLUS_PLUS, 100, 3, 1e-6);

  @Test
  void curve_ofPoints_isTheirSsd() {
    double[] rows = GapStatisticTest.groups(3, 60, 2);
    KCurve curve = curve(rows, 60, 2, 1, 6);

    assertThat(curve.kMin()).isEqualTo(1);
    assertThat(curve.kMax()).isEqualTo(6);
    for (int k = 1; k <= 6; k++) {
      KMeansModel model = curve.model(k);
      assertThat(model.k()).isEqualTo(k);
      assertThat(curve.ssd()[k - 1]).isCloseTo(Dispersion.ssd(rows, model), within(1e-9));
    }
    assertThat(curve.elbow()).hasValue(3);
  }

  @Test
  void curve_ofMicroClusters_holdsTheVarianceInside() {
    double[] rows = GapStatisticTest.groups(3, 3000, 2);
    KCurve curve = curve(rows, 50, 2, 1, 3);
    double[] ssd = curve.ssd();

    // Hardly above the least possible: the one centroid is the mean of all but the outliers.
    double least = Dispersion.ssd(rows, new int[3000], Metric.plain(2));
    assertThat(ssd[0]).isBetween(least - 1e-6, least * (1 + 1e-5));
    assertThat(ssd[2]).isCloseTo(Dispersion.ssd(rows, curve.model(3)), within(1e-3 * ssd[2]));
  }

  @Test
  void silhouettes_ofPoints_areTheSimplifiedOnes() {
    double[] rows = GapStatisticTest.groups(3, 60, 2);
    KCurve curve = curve(rows, 60, 2, 1, 4);

    double[] silhouettes = curve.silhouettes();
    assertThat(silhouettes[0]).isNaN();
    for (int k = 2; k <= 4; k++) {
      assertThat(silhouettes[k - 1])
          .isCloseTo(Silhouette.simplified(rows, curve.model(k)), within(1e-12));
    }
  }

  /** One micro-cluster of 0 and 2 and one of 10: centroids 1 and 10, a = 1 and 0. */
  @Test
  void silhouettes_ofMicroClusters_computedByHand() {
    MicroClusters micro =
        MicroClusters.of(2, 1, new double[] {2, 1}, new double[] {1, 10}, new double[] {2, 0});
    KCurve curve = KCurve.of(micro, Metric.plain(1), LLOYD, 2, 2, 1);

    double first = (Math.sqrt(82) - 1) / Math.sqrt(82);
    assertThat(curve.silhouettes()[0]).isCloseTo((2 * first + 1) / 3, within(1e-12));
  }

  @Test
  void curve_endsWhereThereAreNoMoreDistinctPoints() {
    double[] rows = {1, 1, 5, 5, 9};

    KCurve curve = curve(rows, 10, 1, 1, 8);

    assertThat(curve.kMax()).isEqualTo(3);
    assertThat(curve.ssd()[2]).isZero();
    KSelection selection = select(rows, 10, 1, 1, 8);
    assertThat(selection.recommended()).isBetween(1, 3);
  }

  @Test
  void selection_ofOnePoint_isOne() {
    assertThat(select(new double[] {4, 4, 4}, 5, 1, 1, 5).recommended()).isEqualTo(1);
    assertThat(select(new double[] {4, 4, 4}, 5, 1, 3, 5).curve().kMax()).isEqualTo(1);
  }

  @Test
  void selection_ofClearGroups_isAgreed() {
    KSelection selection = select(blobs(5, 8, 20_000), 120, 8, 1, 12);

    assertThat(selection.elbowK()).hasValue(5);
    assertThat(selection.silhouetteK()).hasValue(5);
    assertThat(selection.gapK()).hasValue(5);
    assertThat(selection.agree()).isTrue();
    assertThat(selection.structureless()).isFalse();
    assertThat(selection.recommended()).isEqualTo(5);
  }

  @Test
  void selection_ofEvenlySpreadPoints_isOneCluster() {
    KSelection selection = select(new SplittableRandom(3).doubles(20_000).toArray(), 100, 2, 1, 10);

    assertThat(selection.structureless()).isTrue();
    assertThat(selection.recommended()).isEqualTo(1);
    assertThat(selection.agree()).isFalse();
  }

  @Test
  void recommended_isTheMiddleAnswer() {
    KCurve curve = curve(new double[] {0, 1, 10, 11, 20, 21, 30, 31}, 8, 1, 1, 5);
    assertThat(curve.elbow()).hasValue(2);

    assertThat(new KSelection(curve, silhouetteAt(5), gapAt(3)).recommended()).isEqualTo(3);
    assertThat(new KSelection(curve, silhouetteAt(3), gapAt(4)).recommended()).isEqualTo(3);
    assertThat(new KSelection(curve, silhouetteAt(5), gapAt(2)).recommended()).isEqualTo(2);
    assertThat(new KSelection(curve, silhouetteAt(2), gapAt(4)).recommended()).isEqualTo(2);
    assertThat(new KSelection(curve, silhouetteAt(4), gapAt(4)).recommended()).isEqualTo(4);
  }

  @Test
  void recommended_whereOneHasNoAnswer_isAmongTheOthers() {
    KCurve curve = curve(new double[] {0, 1, 10, 11, 20, 21, 30, 31}, 8, 1, 1, 5);

    KSelection noGap = new KSelection(curve, silhouetteAt(5), gapAt(5));
    assertThat(noGap.gapK()).isEmpty();
    assertThat(noGap.recommended()).isEqualTo(5);
    KSelection noSilhouette = new KSelection(curve, silhouetteAt(0), gapAt(3));
    assertThat(noSilhouette.silhouetteK()).isEmpty();
    assertThat(noSilhouette.recommended()).isEqualTo(2);
  }

  /** The greatest of the silhouettes is at this k; nowhere where it is 0. */
  private static double[] silhouetteAt(int k) {
    double[] silhouettes = nothing();
    for (int i = 1; k > 0 && i < silhouettes.length; i++) {
      silhouettes[i] = i == k - 1 ? 0.5 : 0.1;
    }
    return silhouettes;
  }

  /** The gap rises up to this k. */
  private static GapStatistic gapAt(int k) {
    double[] ssd = new double[5];
    for (int i = 0; i < 5; i++) {
      ssd[i] = StrictMath.pow(2, -Math.min(i, k - 1));
    }
    return GapStatistic.of(1, ssd, new double[][] {{1, 1, 1, 1, 1}});
  }

  private static double[] nothing() {
    double[] nothing = new double[5];
    Arrays.fill(nothing, Double.NaN);
    return nothing;
  }

  @Test
  void selection_refusesWrongRanges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KSelectionOptions.of(0, 3, 1))
        .withMessageContaining("kMin must be >= 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KSelectionOptions.of(4, 3, 1))
        .withMessageContaining("not 3 < 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KSelectionOptions(1, 3, LLOYD, 0, 1))
        .withMessageContaining("references must be >= 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> select(new double[0], 5, 1, 1, 3))
        .withMessageContaining("nothing to reduce");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curve(new double[] {1, 2}, 5, 1, 1, 2).model(3))
        .withMessageContaining("no k = 3");
    KSelection selection = select(new double[] {1, 2, 5}, 5, 1, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> selection.withSilhouettes(new double[3]))
        .withMessageContaining("3 silhouettes for 2 ks");
  }

  private static KCurve curve(double[] rows, int places, int d, int kMin, int kMax) {
    MicroClusters micro = GapStatisticTest.micro(rows, places, d);
    return KCurve.of(micro, Metric.plain(d), LLOYD, kMin, kMax, 1);
  }

  private static KSelection select(double[] rows, int places, int d, int kMin, int kMax) {
    MicroClusters micro = GapStatisticTest.micro(rows, places, d);
    return KSelection.of(micro, Metric.plain(d), KSelectionOptions.of(kMin, kMax, 1));
  }

  private static double[] blobs(int k, int d, int n) {
    SplittableRandom random = new SplittableRandom(17);
    double[] centres = random.doubles((long) k * d, -12, 12).toArray();
    double[] rows = new double[n * d];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = centres[i / d % k * d + i % d] + random.nextGaussian();
    }
    return rows;
  }
}
