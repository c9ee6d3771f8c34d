package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleDistancesTest {

  private static final KMeansModel MODEL =
      new KMeansModel(Metric.of(new double[] {2}), new double[] {0, 100}, new double[] {1, 1}, 0);

  @Test
  void quantiles_byHand() {
    // Distances to the first centroid, in units of 2: 1, 2, 3, 4; nothing lies at the second.
    SampleDistances sample = SampleDistances.of(new double[] {-8, 2, 4, 6}, MODEL);

    assertThat(sample.quantiles(0.25, 0.5, 0.51, 0.99, 1))
        .isDeepEqualTo(new double[][] {{1, 2, 3, 4, 4}, {}});
    assertThat(sample.msd()).isEqualTo((1 + 4 + 9 + 16) / 4.0);
  }

  @Test
  void quantiles_areTheSmallestDistancesThatEnoughPointsDoNotExceed() {
    double[] rows = new Blobs(3, 4).rows(777, 0);
    double[][] found = SampleDistances.of(rows, MODEL).quantiles(0.5, 0.9, 0.999);

    double[] levels = {0.5, 0.9, 0.999};
    for (int i = 0; i < levels.length; i++) {
      double limit = found[0][i];
      double below = shareUpTo(rows, limit);
      double before = shareUpTo(rows, Math.nextDown(limit));
      assertThat(below).isGreaterThanOrEqualTo(levels[i]);
      assertThat(before).isLessThan(levels[i]);
    }
  }

  private static double shareUpTo(double[] rows, double limit) {
    return Arrays.stream(rows).filter(x -> Math.abs(x) / 2 <= limit).count() / (double) rows.length;
  }

  @Test
  void msd_equalsTheModelsOwnOnTheSamePoints() {
    double[] rows = Blobs.concat(new Blobs(5, 3).rows(50, 0), new Blobs(6, 3).rows(50, 100));
    double sum = 0;
    for (double x : rows) {
      sum += Math.min(x * x, (x - 100) * (x - 100)) / 4;
    }
    assertThat(SampleDistances.of(rows, MODEL).msd()).isCloseTo(sum / 100, within(1e-9));
  }
}
