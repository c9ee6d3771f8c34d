package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private static final Metric LINE = Metric.plain(1);
  private static final int NEAR = 40;

  /** Two of radius 1 at 0 and 10, and a loose one of radius 20 at 100. */
  private static MicroClusters withALooseOne() {
    return MicroClusters.of(
        3, 1, new double[] {100, 100, 10}, new double[] {0, 10, 100}, new double[] {100, 100, 4e3});
  }

  @Test
  void divert_farPoint_goesToTheLooseOne_ifThatIsNotMoreThanTwiceAsFar() {
    // 45 is 35 from 10 and 55 from 100; 39 is 29 and 61, which is more than twice 29.
    Batch batch = diverted(withALooseOne(), 45, 39);

    assertThat(batch.nearest[NEAR]).isEqualTo(2);
    assertThat(batch.squared[NEAR]).isEqualTo(55 * 55);
    assertThat(batch.nearest[NEAR + 1]).isEqualTo(1);
    assertThat(Arrays.copyOf(batch.nearest, NEAR)).containsOnly(0, 1);
  }

  @Test
  void divert_pointWithinFourRadii_staysWhereItIs() {
    // 4 is 4 radii from 0, and as far as that a point is not far yet.
    assertThat(diverted(withALooseOne(), 4).nearest[NEAR]).isZero();
  }

  @Test
  void divert_moreThanATwentiethOfTheBatch_isNewsAndStays() {
    assertThat(diverted(withALooseOne(), 45, 45).nearest).endsWith(2, 2);
    assertThat(diverted(withALooseOne(), 45, 45, 45).nearest).endsWith(1, 1, 1);
  }

  @Test
  void divert_withoutALooseOne_beginsOneAtTheCostOfTheTwins() {
    MicroClusters micro =
        MicroClusters.of(
            3,
            1,
            new double[] {100, 50, 100},
            new double[] {0, 1, 10},
            new double[] {100, 50, 100});

    Batch batch = diverted(micro, 45);

    int begun = batch.nearest[NEAR];
    int union = 1 - begun;
    assertThat(begun).isBetween(0, 1);
    assertThat(micro.means()[begun]).isEqualTo(45);
    assertThat(micro.weight(begun)).isZero();
    assertThat(micro.weight(union)).isEqualTo(150);
    assertThat(micro.means()[union]).isEqualTo(50.0 / 150);
    assertThat(Arrays.copyOf(batch.nearest, NEAR)).containsOnly(union, 2);
  }

  @Test
  void absorb_severalBatchesWithAFewOutliers_leavesTheOthersTheirRadius() {
    SplittableRandom random = new SplittableRandom(3);
    MicroClusters micro = new MicroClusters(5, 1);
    for (int batch = 0; batch < 20; batch++) {
      double[] rows = new double[400];
      Arrays.setAll(rows, i -> random.nextGaussian() + 10 * (i % 2));
      for (int i = 0; i < 6; i++) {
        rows[i] = random.nextDouble(100, 300) * (random.nextBoolean() ? 1 : -1);
      }
      micro.absorb(rows, LINE, batch);
    }

    double tight = 0;
    for (int i = 0; i < micro.size(); i++) {
      tight += micro.squaredRadius(i, LINE) < 2 ? micro.weight(i) : 0;
    }
    assertThat(tight).isGreaterThan(0.9 * micro.totalWeight());
  }

  /** What becomes of points beside {@link #NEAR} that lie at 0 and 10. */
  private static Batch diverted(MicroClusters micro, double... others) {
    double[] points = new double[NEAR + others.length];
    Arrays.setAll(points, i -> i < NEAR ? 10 * (i % 2) : others[i - NEAR]);
    Batch batch = new Batch(points, LINE, micro);
    new Background(micro, batch, false).divert();
    return batch;
  }
}
