package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbscanTest {

  /** By hand: 0 1 2 are a chain of cores, 3.5 is its border, 9 is alone. */
  @Test
  void ofPoints_byHand() {
    DbscanResult result = Dbscan.ofPoints(new double[] {9, 0, 1, 2, 3.5, 1}, 1, 1.5, 4);

    assertThat(result.labels()).containsExactly(-1, 0, 0, 0, 0, 0);
    assertThat(result.core()).containsExactly(false, false, true, true, false, true);
    assertThat(result.clusters()).isEqualTo(1);
  }

  /** On a lattice distances are often eps to the last bit, and points often equal. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 16, 17, 40})
  void ofPoints_givesTheNaiveLabelsOnALattice(int dimensions) {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      double step = random.nextBoolean() ? 1 : 0.1;
      double[] points = new double[(1 + random.nextInt(60)) * dimensions];
      for (int i = 0; i < points.length; i++) {
        points[i] = random.nextInt(dimensions < 3 ? 8 : 2) * step;
      }
      double eps = step * Math.sqrt(random.nextInt(dimensions + 1));
      assertNaive(points, dimensions, eps, 1 + random.nextInt(6), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20})
  void ofPoints_givesTheNaiveLabelsOnGroups(int dimensions) {
    for (long seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      int count = 100 + random.nextInt(600);
      double[] points = new double[count * dimensions];
      for (int point = 0; point < count; point++) {
        double centre = random.nextInt(4) * 3;
        double spread = random.nextInt(10) == 0 ? 10 : 1;
        for (int f = 0; f < dimensions; f++) {
          points[point * dimensions + f] = centre + spread * random.nextGaussian();
        }
      }
      double eps = Math.sqrt(dimensions) * (0.2 + random.nextDouble());
      assertNaive(points, dimensions, eps, 2 + random.nextInt(8), seed);
    }
  }

  @Test
  void ofPoints_refusesWhatItCannotUse() {
    double[] points = {1, 2, 3, 4};
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 2, -1, 2)).hasMessageContaining("not -1.0");
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 2, Double.NaN, 2))
        .hasMessageContaining("not NaN");
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 2, Double.POSITIVE_INFINITY, 2))
        .hasMessageContaining("not Infinity");
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 2, 1, 0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 3, 1, 2)).hasMessageContaining("4");
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 0, 1, 2)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Dbscan.ofPoints(new double[0], 2, 1, 2)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Dbscan.ofPoints(new double[] {1, Double.NaN}, 2, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN at 1");
  }

  private static void assertNaive(
      double[] points, int dimensions, double eps, int minSamples, long seed) {
    boolean[][] neighbours = neighbours(points, dimensions, eps);
    DbscanResult result = Dbscan.ofPoints(points, dimensions, eps, minSamples);

    assertThat(result.labels())
        .as("seed %d", seed)
        .isEqualTo(NaiveDbscan.labels(neighbours, minSamples));
    for (int point = 0; point < neighbours.length; point++) {
      assertThat(result.core()[point]).isEqualTo(NaiveDbscan.isCore(neighbours, point, minSamples));
    }
  }

  private static boolean[][] neighbours(double[] points, int dimensions, double eps) {
    int count = points.length / dimensions;
    boolean[][] neighbours = new boolean[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double sum = 0;
        for (int f = 0; f < dimensions; f++) {
          double difference = points[i * dimensions + f] - points[j * dimensions + f];
          sum += difference * difference;
        }
        neighbours[i][j] = Math.sqrt(sum) <= eps;
      }
    }
    return neighbours;
  }
}
