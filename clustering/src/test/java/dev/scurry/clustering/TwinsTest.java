package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwinsTest {

  private static final Metric PLANE = Metric.plain(2);

  /** Ward's cost of the light pair: 1 x 2 / 3 x 3² = 6; of the near but heavy pair 50 x 1 = 50. */
  @Test
  void loss_isWardsByHand() {
    MicroClusters micro =
        MicroClusters.of(
            4,
            2,
            new double[] {100, 1, 100, 2},
            new double[] {0, 0, 50, 0, 1, 0, 50, 3},
            new double[8]);

    Twins twins = new Twins(micro, PLANE);

    assertThat(twins.loss()).isCloseTo(6, within(1e-12));
    assertThat(new int[] {twins.first(), twins.second()}).containsExactly(1, 3);
  }

  @Test
  void changed_keepsWhatSearchingAllWouldFind() {
    SplittableRandom random = new SplittableRandom(5);
    double[] weights = random.doubles(30, 0.5, 9).toArray();
    MicroClusters micro =
        MicroClusters.of(30, 2, weights, random.doubles(60, -50, 50).toArray(), new double[60]);
    Twins twins = new Twins(micro, PLANE);
    double[] news = random.doubles(24, -50, 50).toArray();
    for (int step = 0; step < 12; step++) {
      int into = twins.first();
      int from = twins.second();
      micro.fuse(into, from);
      micro.begin(from, news, step);
      twins.changed(into, from);

      Twins searched = new Twins(micro, PLANE);
      assertThat(twins.loss()).isEqualTo(searched.loss());
      assertThat(micro.totalWeight()).isCloseTo(Arrays.stream(weights).sum(), within(1e-9));
    }
  }
}
