package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusterSpreadTest {

  @Test
  void deviations_byHand() {
    // Two micro-clusters at 0 and 4 share the first cluster: mean 1 (weights 3, 1), moments 2 + 0,
    // between them 3 x 1 + 1 x 9 = 12; deviation sqrt(14 / 4).
    MicroClusters micro =
        MicroClusters.of(
            3, 1, new double[] {3, 1, 5}, new double[] {0, 4, 90}, new double[] {2, 0, 20});
    KMeansModel model =
        new KMeansModel(Metric.plain(1), new double[] {1, 90, 500}, new double[] {4, 5, 0}, 0);

    assertThat(ClusterSpread.deviations(micro, model))
        .containsExactly(new double[] {Math.sqrt(3.5), 2, 0}, within(1e-12));
  }

  @Test
  void deviations_ofOneCluster_areThoseOfThePoints() {
    double[] rows = new Blobs(1, 3).rows(400, 5, -7);
    MicroClusters micro = new MicroClusters(20, 2);
    micro.absorb(rows, Metric.plain(2), 1);
    KMeansModel model =
        new KMeansModel(Metric.plain(2), new double[] {5, -7}, new double[] {400}, 0);

    double[] spread = ClusterSpread.deviations(micro, model);

    for (int f = 0; f < 2; f++) {
      assertThat(spread[f]).isCloseTo(deviation(rows, f), within(1e-9));
    }
  }

  private static double deviation(double[] rows, int feature) {
    int n = rows.length / 2;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += rows[2 * i + feature] / n;
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      variance += Math.pow(rows[2 * i + feature] - mean, 2) / n;
    }
    return Math.sqrt(variance);
  }
}
