package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilhouetteTest {

  /** 0 and 1 against 4 and 6: a = 1, 1, 2, 2; b = 5, 4, 3.5, 5.5. */
  @Test
  void values_computedByHand() {
    double[] values = Silhouette.values(row(0, 1, 4, 6), new int[] {7, 7, -1, -1}, Metric.plain(1));

    assertThat(values)
        .containsExactly(new double[] {4 / 5.0, 3 / 4.0, 1.5 / 3.5, 3.5 / 5.5}, within(1e-15));
  }

  @Test
  void values_singleRowOfACluster_isZero() {
    assertThat(Silhouette.values(row(0, 1, 9), new int[] {0, 0, 1}, Metric.plain(1))[2]).isZero();
  }

  @Test
  void values_whereAllRowsAreOne_areZero() {
    assertThat(Silhouette.values(row(5, 5, 5, 5), new int[] {0, 0, 1, 1}, Metric.plain(1)))
        .containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 16, 17})
  void values_equalTheNaiveOnes(int d) {
    SplittableRandom random = new SplittableRandom(d);
    int n = 150 + d;
    double[] rows = random.doubles((long) n * d, -3, 3).toArray();
    int[] labels = random.ints(n, 0, 6).toArray();
    double[] scale = random.doubles(d, 0.5, 2).toArray();
    scale[0] = d > 3 ? 0 : 1;
    Metric metric = Metric.of(scale);

    double[] values = Silhouette.values(rows, labels, metric);

    for (int i = 0; i < n; i++) {
      assertThat(values[i]).isCloseTo(naive(rows, labels, metric, i), within(1e-12));
    }
  }

  private static double naive(double[] rows, int[] labels, Metric metric, int i) {
    double[] sums = new double[6];
    int[] counts = new int[6];
    for (int j = 0; j < labels.length; j++) {
      double d2 = metric.squaredDistance(vector(rows, metric, i), vector(rows, metric, j));
      sums[labels[j]] += Math.sqrt(d2);
      counts[labels[j]]++;
    }
    double a = sums[labels[i]] / (counts[labels[i]] - 1);
    double b = Double.POSITIVE_INFINITY;
    for (int c = 0; c < 6; c++) {
      b = c == labels[i] ? b : Math.min(b, sums[c] / counts[c]);
    }
    return (b - a) / Math.max(a, b);
  }

  private static double[] vector(double[] rows, Metric metric, int i) {
    int d = metric.dimensions();
    return java.util.Arrays.copyOfRange(rows, i * d, (i + 1) * d);
  }

  @Test
  void values_farFromTheOrigin_loseNothing() {
    double[] near = new SplittableRandom(3).doubles(300, 0, 1).toArray();
    double[] far = java.util.Arrays.stream(near).map(x -> x + 0x1p30).toArray();
    double[] back = java.util.Arrays.stream(far).map(x -> x - 0x1p30).toArray();
    int[] labels = new SplittableRandom(4).ints(100, 0, 3).toArray();

    assertThat(Silhouette.values(far, labels, Metric.plain(3)))
        .containsExactly(Silhouette.values(back, labels, Metric.plain(3)), within(1e-13));
  }

  @Test
  void sampled_isSeededAndNearTheWhole() {
    double[] rows = twoGroups(2000);
    int[] labels = new int[2000];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2;
    }
    Metric metric = Metric.plain(2);
    double whole = Silhouette.mean(rows, labels, metric);

    double sample = Silhouette.sampled(rows, labels, metric, 400, 1);
    assertThat(sample).isCloseTo(whole, within(0.02)).isNotEqualTo(whole);
    assertThat(Silhouette.sampled(rows, labels, metric, 400, 1)).isEqualTo(sample);
    assertThat(Silhouette.sampled(rows, labels, metric, 400, 2)).isNotEqualTo(sample);
    assertThat(Silhouette.sampled(rows, labels, metric, 2000, 1)).isEqualTo(whole);
  }

  /** a = 1, 0, 2 and b = 9, 10, 8 for 1, 0, 8 with centroids 0 and 10. */
  @Test
  void simplified_computedByHand() {
    KMeansModel model = new KMeansModel(Metric.plain(1), row(0, 10), row(2, 1), 5);

    assertThat(Silhouette.simplified(row(1, 0, 8), model))
        .isCloseTo((8 / 9.0 + 1 + 6 / 8.0) / 3, within(1e-15));
  }

  @Test
  void silhouette_refusesWhatCantBeJudged() {
    refuses("not 1", row(1, 2, 3), 0, 0, 0);
    refuses("2 to 2 clusters for 3 rows, not 3", row(1, 2, 3), 0, 1, 2);
    refuses("2 labels for 3 rows", row(1, 2, 3), 0, 1);
    refuses("NaN at 1", row(1, Double.NaN, 3), 0, 0, 1);
    refuses("Infinity at 2", row(1, 2, Double.NEGATIVE_INFINITY), 0, 0, 1);
    refuses("no rows", row());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.values(row(1, 2, 3), new int[2], Metric.plain(2)))
        .withMessageContaining("of 2 numbers, not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.sampled(row(1, 2, 3), new int[3], Metric.plain(1), 2, 1))
        .withMessageContaining("not 2");
    KMeansModel one = new KMeansModel(Metric.plain(1), row(0), row(1), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.simplified(row(1), one))
        .withMessageContaining("at least 2 clusters, not 1");
  }

  private static void refuses(String message, double[] rows, int... labels) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.mean(rows, labels, Metric.plain(1)))
        .withMessageContaining(message);
  }

  private static double[] twoGroups(int n) {
    SplittableRandom random = new SplittableRandom(11);
    double[] rows = new double[n * 2];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextGaussian() + (i / 2 % 2) * 4;
    }
    return rows;
  }

  private static double[] row(double... values) {
    return values;
  }
}
