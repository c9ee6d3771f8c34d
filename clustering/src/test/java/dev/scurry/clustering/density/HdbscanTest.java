package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HdbscanTest {

  /** On a line: 0 1 2 and 10 11 12 merge at 1 each and with each other at 8; 100 joins at 88. */
  private static final double[] TWO_GROUPS = {0, 1, 2, 10, 11, 12, 100};

  @Test
  void ofPoints_findsTwoGroupsAndNoise() {
    HdbscanResult result = Hdbscan.ofPoints(TWO_GROUPS, 1, HdbscanOptions.of(3, 1));

    assertThat(result.labels()).containsExactly(0, 0, 0, 1, 1, 1, -1);
    assertThat(result.probabilities()).containsExactly(1, 1, 1, 1, 1, 1, 0);
    assertThat(result.outlierScores()).containsExactly(0, 0, 0, 0, 0, 0, 1 - 1.0 / 88);
    assertThat(result.clusters()).isEqualTo(2);
  }

  @Test
  void ofPoints_equalsTheNaiveVersionOnRandomPoints() {
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int dimensions = 1 + random.nextInt(3);
      double[] points = groups(random, 10 + random.nextInt(60), dimensions);
      compare(points, dimensions, options(random));
    }
  }

  @Test
  void ofPoints_equalsTheNaiveVersionWhereDistancesAreTied() {
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int dimensions = 1 + random.nextInt(2);
      double[] points = grid(random, 10 + random.nextInt(50), dimensions, 6);
      compare(points, dimensions, options(random));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 24})
  void ofPoints_equalsTheNaiveVersionInManyDimensions(int dimensions) {
    for (int seed = 0; seed < 10; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      compare(groups(random, 40, dimensions), dimensions, options(random));
    }
  }

  private static void compare(double[] points, int dimensions, HdbscanOptions options) {
    HdbscanResult result = Hdbscan.ofPoints(points, dimensions, options);
    same(result, NaiveHdbscan.of(NaiveHdbscan.euclidean(points, dimensions), options));
  }

  static void same(HdbscanResult result, HdbscanResult naive) {
    assertThat(result.labels()).containsExactly(naive.labels());
    assertThat(result.probabilities()).containsExactly(naive.probabilities(), within(1e-12));
    assertThat(result.outlierScores()).containsExactly(naive.outlierScores(), within(1e-12));
    assertThat(result.clusters()).isEqualTo(naive.clusters());
  }

  static HdbscanOptions options(SplittableRandom random) {
    ClusterSelection selection =
        random.nextBoolean() ? ClusterSelection.LEAF : ClusterSelection.EXCESS_OF_MASS;
    return HdbscanOptions.of(2 + random.nextInt(6), 1 + random.nextInt(6))
        .withSelection(selection)
        .withSelectionEpsilon(random.nextInt(3) == 0 ? random.nextDouble() * 2 : 0)
        .withAllowSingleCluster(random.nextInt(3) == 0);
  }

  /** Groups of different density, noise, and some points twice. */
  static double[] groups(SplittableRandom random, int count, int dimensions) {
    double[] points = new double[count * dimensions];
    for (int point = 0; point < count; point++) {
      int group = random.nextInt(4);
      for (int f = 0; f < dimensions; f++) {
        points[point * dimensions + f] =
            group == 3
                ? random.nextDouble() * 10
                : group * 4 + random.nextGaussian() * (0.3 + 0.3 * group);
      }
      if (point > 0 && random.nextInt(10) == 0) {
        int other = random.nextInt(point);
        System.arraycopy(points, other * dimensions, points, point * dimensions, dimensions);
      }
    }
    return points;
  }

  static double[] grid(SplittableRandom random, int count, int dimensions, int side) {
    double[] points = new double[count * dimensions];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.nextInt(side);
    }
    return points;
  }
}
