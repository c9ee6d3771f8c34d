package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

  @Test
  void squaredDistance_dividesByTheScale() {
    Metric metric = Metric.of(new double[] {2, 0, 0.5});

    double distance = metric.squaredDistance(new double[] {1, 9, 3}, new double[] {5, -9, 2});

    assertThat(distance).isEqualTo(4 + 0 + 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e6, -1e9})
  void standard_isTheDeviationOfTheData_alsoFarFromTheOrigin(double origin) {
    double[] points = new Blobs(3, 1).rows(5000, origin, -origin, 0);
    MicroClusters micro = new MicroClusters(20, 3);
    micro.absorb(points, Metric.plain(3), 1);

    double[] scale = Metric.standard(micro).scale();

    for (int f = 0; f < 3; f++) {
      assertThat(scale[f]).isCloseTo(naiveDeviation(points, 3, f), within(1e-6));
    }
  }

  @Test
  void standard_losesNoDigitsAtAnOffset() {
    double[] points = new Blobs(3, 1).rows(5000, 0, 0);
    for (int i = 0; i < points.length; i++) {
      points[i] = Math.rint(points[i] * 1024) / 1024;
    }
    double[] shifted = java.util.Arrays.stream(points).map(x -> x + 1e6).toArray();
    MicroClusters near = new MicroClusters(20, 2);
    MicroClusters far = new MicroClusters(20, 2);
    near.absorb(points, Metric.plain(2), 1);
    far.absorb(shifted, Metric.plain(2), 1);

    assertThat(Metric.standard(far).scale()[0])
        .isCloseTo(Metric.standard(near).scale()[0], within(1e-9));
  }

  @Test
  void standard_countsWhatDoesNotVaryAsZero() {
    MicroClusters micro = new MicroClusters(4, 3);
    micro.absorb(new double[] {0.1, 5, 1, 0.1, 5, 2, 0.1, 5, 3}, Metric.plain(3), 1);
    micro.decay(0.3);
    micro.absorb(new double[] {0.1, 5, 4}, Metric.plain(3), 1);

    double[] scale = Metric.standard(micro).scale();
    assertThat(scale).startsWith(0, 0);
    assertThat(scale[2]).isPositive();
  }

  @Test
  void standard_countsRoundingAsZero() {
    MicroClusters micro = new MicroClusters(4, 1);
    micro.absorb(new double[] {1e12, Math.nextUp(1e12)}, Metric.plain(1), 1);

    assertThat(Metric.standard(micro).scale()).containsExactly(0);
  }

  @Test
  void standard_ofMicroClustersAndPoints_isThatAfterAbsorbing() {
    Blobs blobs = new Blobs(5, 2);
    MicroClusters micro = new MicroClusters(7, 2);
    micro.absorb(blobs.rows(50, 1, 2), Metric.plain(2), 1);
    double[] batch = blobs.rows(50, 8, -3);

    double[] before = Metric.standard(micro, batch).scale();
    micro.absorb(batch, Metric.plain(2), 2);

    assertThat(before).containsExactly(Metric.standard(micro).scale(), within(1e-12));
  }

  @Test
  void of_refusesWhatIsNoScale() {
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.of(new double[] {-1}));
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.of(new double[] {Double.NaN}));
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.of(new double[] {1e-80}));
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.of(new double[0]));
  }

  @Test
  void squaredDistance_refusesWrongDimensionsAndNaN() {
    Metric metric = Metric.plain(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.squaredDistance(new double[1], new double[2]))
        .withMessageContaining("must have 2 numbers, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.squaredDistance(new double[] {0, Double.NaN}, new double[2]));
  }

  private static double naiveDeviation(double[] rows, int dimensions, int feature) {
    int n = rows.length / dimensions;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += (rows[i * dimensions + feature] - rows[feature]) / n;
    }
    mean += rows[feature];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.pow(rows[i * dimensions + feature] - mean, 2);
    }
    return Math.sqrt(sum / n);
  }
}
