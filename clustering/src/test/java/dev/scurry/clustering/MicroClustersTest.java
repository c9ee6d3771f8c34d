package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroClustersTest {

  private static final Metric LINE = Metric.plain(1);

  @Test
  void absorb_firstBatchWithFewerDistinctPointsThanPlaces_keepsThePointsThemselves() {
    MicroClusters micro = new MicroClusters(5, 1);

    micro.absorb(new double[] {3, 1, 3, 2, 3}, LINE, 42);

    assertThat(byMean(micro)).containsExactly("1.0 x 1.0", "2.0 x 1.0", "3.0 x 3.0");
    assertThat(micro.moments()).containsOnly(0);
  }

  @Test
  void absorb_laterBatch_takesFreePlacesForNewPoints() {
    MicroClusters micro = new MicroClusters(5, 1);
    micro.absorb(new double[] {1}, LINE, 42);

    micro.absorb(new double[] {1, 7, 9}, LINE, 43);

    assertThat(byMean(micro)).containsExactly("1.0 x 2.0", "7.0 x 1.0", "9.0 x 1.0");
  }

  @Test
  void absorb_assignsByTheMeansBeforeTheBatch() {
    MicroClusters micro =
        MicroClusters.of(2, 1, new double[] {1, 1}, new double[] {0, 10}, new double[2]);

    // One after the other, 4.9 would pull the first mean so far that 5.1 went there too.
    micro.absorb(new double[] {4.9, 5.1}, LINE, 1);

    assertThat(micro.weights()).containsExactly(2, 2);
    assertThat(micro.means()).containsExactly(new double[] {2.45, 7.55}, within(1e-15));
    assertThat(micro.moments()).containsExactly(new double[] {12.005, 12.005}, within(1e-12));
  }

  /** The published case of apache/flink-ml's OnlineKMeansTest.testDecayFactor (Apache-2.0). */
  @Test
  void absorb_afterDecay_givesThePublishedCentroids() {
    MicroClusters micro = new MicroClusters(2, 2);
    MicroClusters started =
        MicroClusters.of(
            2, 2, new double[] {3, 3}, new double[] {-10.2, 0.2, 10.1, 0.1}, new double[4]);
    micro = MicroClusters.merge(List.of(micro, started));

    micro.decay(0.5);
    micro.absorb(
        new double[] {10, 100, 10, 100.3, 10.3, 100, -10, -100, -10, -100.6, -10.6, -100},
        Metric.plain(2),
        1);

    assertThat(micro.weights()).containsExactly(4.5, 4.5);
    assertThat(micro.means())
        .containsExactly(
            new double[] {-10.2, -66.73333333333333, 10.1, 66.76666666666667}, within(1e-12));
  }

  @Test
  void absorb_keepsWeightMeanAndMomentOfItsPoints() {
    double[] points = new Blobs(9, 3).rows(2000, 1e6, -5);
    MicroClusters micro = new MicroClusters(1, 2);

    micro.absorb(points, Metric.plain(2), 1);

    double mean = IntStream.range(0, 2000).mapToDouble(i -> points[2 * i] - 1e6).sum() / 2000;
    double moment = IntStream.range(0, 2000).mapToDouble(i -> sq(points[2 * i] - 1e6 - mean)).sum();
    assertThat(micro.weight(0)).isEqualTo(2000);
    assertThat(micro.means()[0] - 1e6).isCloseTo(mean, within(1e-8));
    assertThat(micro.moments()[0]).isCloseTo(moment, within(1e-5));
  }

  @Test
  void absorb_thePlacesOfTheFirstBatch_coverTheGroups() {
    Blobs blobs = new Blobs(4, 0.1);
    double[] points =
        Blobs.concat(blobs.rows(1000, 0, 0), blobs.rows(10, 50, 50), blobs.rows(1000, -50, 9));
    MicroClusters micro = new MicroClusters(6, 2);

    micro.absorb(points, Metric.plain(2), 8);

    double[] means = micro.means();
    assertThat(IntStream.range(0, 6).filter(i -> means[2 * i] > 40).count()).isPositive();
    assertThat(micro.totalWeight()).isEqualTo(2010);
  }

  @Test
  void absorb_nothing_changesNothing() {
    MicroClusters micro = new MicroClusters(3, 2);
    micro.absorb(new double[0], Metric.plain(2), 1);
    assertThat(micro.size()).isZero();
  }

  @Test
  void absorb_pointsThatAreAllEqual_makesOneMicroCluster() {
    MicroClusters micro = new MicroClusters(3, 2);
    double[] points = {1, 2, 1, 2, 1, 2};

    micro.absorb(points, Metric.standard(micro, points), 1);
    micro.absorb(points, Metric.standard(micro, points), 2);

    assertThat(micro.weights()).containsExactly(6);
    assertThat(micro.means()).containsExactly(1, 2);
  }

  @Test
  void decay_halvesWeightsAndMomentsAndKeepsMeans() {
    MicroClusters micro =
        MicroClusters.of(2, 1, new double[] {8, 3}, new double[] {5, 6}, new double[] {4, 1});

    micro.decay(0.5);

    assertThat(micro.weights()).containsExactly(4, 1.5);
    assertThat(micro.means()).containsExactly(5, 6);
    assertThat(micro.moments()).containsExactly(2, 0.5);
  }

  @Test
  void recent_isForgottenThirtyTwoTimesAsFast() {
    MicroClusters micro = new MicroClusters(2, 1);
    micro.absorb(new double[] {1, 1, 9}, LINE, 1);
    assertThat(micro.forgotNothing()).isTrue();

    micro.decay(0.5);

    assertThat(micro.recent()).containsExactlyInAnyOrder(2 * 0x1p-32, 0x1p-32);
    assertThat(micro.forgotNothing()).isFalse();
    micro.absorb(new double[] {1, 9}, LINE, 2);
    assertThat(micro.recent()).containsExactlyInAnyOrder(1 + 2 * 0x1p-32, 1 + 0x1p-32);
  }

  @Test
  void decay_refusesWhatIsNoShare() {
    MicroClusters micro = new MicroClusters(2, 1);
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> micro.decay(bad))
          .withMessageContaining(Double.toString(bad));
    }
  }

  /** Two rows that differ by less than their squared distance can tell are one micro-cluster. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void absorb_atRandom_onRowsTooNearToTell_leavesNoEmptyOne(long seed) {
    MicroClusters micro = new MicroClusters(4, 1);

    micro.absorb(new double[] {0, 1e-200, 5, 7}, LINE, LloydOptions.Start.RANDOM, seed);

    assertThat(micro.weights()).containsExactlyInAnyOrder(2, 1, 1);
    assertThat(micro.totalWeight()).isEqualTo(4);
    for (int i = 0; i < micro.size(); i++) {
      double mean = micro.means()[i];
      assertThat(micro.weight(i)).isEqualTo(mean < 1 ? 2 : 1);
    }
  }

  @Test
  void absorb_atRandom_takesEachRowAsOften() {
    int[] begun = new int[2];
    for (int seed = 0; seed < 4000; seed++) {
      MicroClusters micro = new MicroClusters(2, 1);
      // The two rows that are not chosen go to the nearer of the two that are.
      micro.absorb(new double[] {0, 0, 1, 100, 101}, LINE, LloydOptions.Start.RANDOM, seed);
      double[] moments = micro.moments();
      double spread = Math.max(moments[0], moments[1]);
      begun[spread < 10 ? 0 : 1]++;
    }
    // Both from one side: 2/5 (first 0) x 1/3 + 1/5 (1) x 2/4 + 2/5 (100, 101) x 1/4 = 1/3.
    assertThat(begun[1] / 4000.0).isCloseTo(1.0 / 3, within(0.03));
  }

  @Test
  void decay_dropsWhatIsLighterThan2ToTheMinus500() {
    MicroClusters micro =
        MicroClusters.of(
            3, 1, new double[] {1, 0x1p-400, 2}, new double[] {5, 6, 7}, new double[] {0, 0, 9});

    micro.decay(0x1p-101);

    assertThat(micro.weights()).containsExactly(0x1p-101, 0x1p-100);
    assertThat(micro.means()).containsExactly(5, 7);
    assertThat(micro.moments()).containsExactly(0, 9 * 0x1p-101);
  }

  @Test
  void absorb_afterADrop_reusesThePlace() {
    MicroClusters micro = new MicroClusters(2, 1);
    micro.absorb(new double[] {1, 2}, LINE, 1);
    micro.decay(0x1p-501);
    assertThat(micro.size()).isZero();

    micro.absorb(new double[] {8, 9}, LINE, 1);

    assertThat(byMean(micro)).containsExactly("8.0 x 1.0", "9.0 x 1.0");
  }

  @Test
  void merge_holdsAllPartsSortedByTheirMeans() {
    MicroClusters one = MicroClusters.of(9, 1, new double[] {1}, new double[] {5}, new double[1]);
    MicroClusters two =
        MicroClusters.of(9, 1, new double[] {2, 3}, new double[] {6, 4}, new double[] {8, 9});

    MicroClusters merged = MicroClusters.merge(List.of(two, new MicroClusters(4, 1), one));

    assertThat(merged.weights()).containsExactly(3, 1, 2);
    assertThat(merged.means()).containsExactly(4, 5, 6);
    assertThat(merged.moments()).containsExactly(9, 0, 8);
    assertThat(merged.capacity()).isEqualTo(3);
    assertThat(merged.parts()).isEqualTo(2);
  }

  @Test
  void of_restoresWhatTheArraysGave() {
    MicroClusters micro = new MicroClusters(10, 2);
    Blobs blobs = new Blobs(2, 1);
    micro.absorb(blobs.rows(100, 3, 4), Metric.plain(2), 1);
    MicroClusters copy = MicroClusters.of(10, 2, micro.weights(), micro.means(), micro.moments());
    double[] next = blobs.rows(100, 4, 3);

    micro.absorb(next, Metric.plain(2), 2);
    copy.absorb(next, Metric.plain(2), 2);

    assertThat(copy.weights()).containsExactly(micro.weights());
    assertThat(copy.means()).containsExactly(micro.means());
    assertThat(copy.moments()).containsExactly(micro.moments());
  }

  @Test
  void absorb_refusesWhatIsNoPoint() {
    MicroClusters micro = new MicroClusters(3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> micro.absorb(new double[3], Metric.plain(2), 1))
        .withMessageContaining("rows of 2 numbers, not 3");
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e71}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> micro.absorb(new double[] {0, bad}, Metric.plain(2), 1));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> micro.absorb(new double[2], Metric.plain(1), 1));
    assertThat(micro.size()).isZero();
  }

  @Test
  void of_refusesWrongShapes() {
    double[] one = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroClusters.of(1, 1, new double[2], one, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroClusters.of(1, 1, new double[1], one, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroClusters.of(1, 1, one, new double[2], one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroClusters.of(1, 1, one, one, new double[] {-1}));
  }

  private static List<String> byMean(MicroClusters micro) {
    double[] means = micro.means();
    return IntStream.range(0, micro.size())
        .mapToObj(i -> means[i] + " x " + micro.weight(i))
        .sorted()
        .toList();
  }

  private static double sq(double x) {
    return x * x;
  }

  @Test
  void condensed_holdsTheSameMassAndMoments() {
    double[] rows = new Blobs(8, 2).rows(900, 5, 50);
    MicroClusters fine = new MicroClusters(90, 2);
    fine.absorb(rows, Metric.plain(2), 1);

    MicroClusters coarse = fine.condensed(7, Metric.plain(2), 4);

    assertThat(coarse.size()).isEqualTo(7);
    assertThat(coarse.totalWeight()).isCloseTo(900, within(1e-9));
    assertThat(Metric.standard(coarse).scale())
        .containsExactly(Metric.standard(fine).scale(), within(1e-9));
    for (int i = 0; i < 7; i++) {
      assertThat(coarse.weight(i)).isPositive();
    }
  }

  @Test
  void condensed_byHand() {
    MicroClusters fine =
        MicroClusters.of(
            3, 1, new double[] {1, 3, 5}, new double[] {0, 4, 1000}, new double[] {2, 1, 7});

    MicroClusters coarse = fine.condensed(2, Metric.plain(1), 1);

    int near = coarse.weight(0) == 4 ? 0 : 1;
    assertThat(coarse.means()[near]).isCloseTo(3, within(1e-12));
    assertThat(coarse.moments()[near]).isCloseTo(3 + 9 + 3, within(1e-12));
    assertThat(coarse.means()[1 - near]).isEqualTo(1000);
    assertThat(fine.condensed(3, Metric.plain(1), 1)).isSameAs(fine);
  }
}
