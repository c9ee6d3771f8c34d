package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

  @Test
  void ofPoints_partitionsTheSameWhateverTheOrderOfTiedPoints() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] points = grid(random, 150, 2, 9);
      HdbscanOptions options = options(random);
      int[] labels = Hdbscan.ofPoints(points, 2, options).labels();
      int[] order = shuffled(150, random);
      double[] moved = new double[points.length];
      for (int place = 0; place < order.length; place++) {
        System.arraycopy(points, 2 * order[place], moved, 2 * place, 2);
      }
      int[] movedLabels = Hdbscan.ofPoints(moved, 2, options).labels();

      assertThat(canonical(movedLabels))
          .isEqualTo(canonical(IntStream.of(order).map(point -> labels[point]).toArray()));
    }
  }

  /** Three threes; 0 to 7 parts at 3 (stability 1.5 against 4 of its halves) and joins 20 at 13. */
  @Test
  void ofPoints_withAnEpsilonDoesNotPartWhatIsNearer() {
    double[] points = {0, 1, 2, 5, 6, 7, 20, 21, 22};
    HdbscanOptions options = HdbscanOptions.of(3, 1);

    assertThat(labels(points, options)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(labels(points, options.withSelectionEpsilon(3)))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(labels(points, options.withSelectionEpsilon(3.1)))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1);
    assertThat(labels(points, options.withSelectionEpsilon(14)))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1);
    assertThat(labels(points, options.withSelectionEpsilon(14).withAllowSingleCluster(true)))
        .containsOnly(0);
  }

  /** 0 to 6 is born at 3 and parts at 2: at an epsilon of 3 its halves are raised past it. */
  @Test
  void ofPoints_withAnEpsilonTakesWhatWasBornAboveIt() {
    double[] points = {0, 1, 2, 4, 5, 6, 9, 10, 11, 30, 31, 32};
    HdbscanOptions options = HdbscanOptions.of(3, 1);

    assertThat(labels(points, options)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    assertThat(labels(points, options.withSelectionEpsilon(2.5)))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(labels(points, options.withSelectionEpsilon(3)))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
  }

  /** 0 to 4.6 parts at 1 (stability 5.6) into halves whose gaps are 0.9 (0.3 each). */
  @Test
  void ofPoints_byLeavesTakesWhatDoesNotPart() {
    double[] points = {0, 0.9, 1.8, 2.8, 3.7, 4.6, 20, 21, 22};
    HdbscanOptions options = HdbscanOptions.of(3, 1);

    assertThat(labels(points, options)).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1);
    assertThat(labels(points, options.withSelection(ClusterSelection.LEAF)))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
  }

  @Test
  void ofPoints_findsASingleClusterOnlyWhereThatIsAllowed() {
    double[] points = {0, 1, 2, 3, 10};
    HdbscanOptions single = HdbscanOptions.of(3, 1).withAllowSingleCluster(true);

    assertThat(labels(points, HdbscanOptions.of(3, 1))).containsOnly(-1);
    assertThat(labels(points, single)).containsExactly(0, 0, 0, 0, -1);
    HdbscanResult wide = Hdbscan.ofPoints(points, 1, single.withSelectionEpsilon(7));
    assertThat(wide.labels()).containsOnly(0);
    assertThat(wide.probabilities()).containsExactly(1, 1, 1, 1, 1.0 / 7);
    assertThat(wide.outlierScores()).containsExactly(0, 0, 0, 0, 1 - 1.0 / 7);
  }

  @Test
  void ofPoints_ofEqualPoints() {
    double[] points = new double[4000];
    HdbscanOptions options = HdbscanOptions.of(3, 3);
    HdbscanResult single = Hdbscan.ofPoints(points, 2, options.withAllowSingleCluster(true));

    assertThat(Hdbscan.ofPoints(points, 2, options).labels()).containsOnly(-1);
    assertThat(single.labels()).containsOnly(0);
    assertThat(single.probabilities()).containsOnly(1);
    assertThat(single.outlierScores()).containsOnly(0);
  }

  /** A place with enough points is infinitely dense: nothing of it is given up for less. */
  @Test
  void ofPoints_ofTwoPlacesWithDuplicates() {
    double[] points = {1, 1, 1, 1.5, 7, 7, 7, 7, 7.2};
    HdbscanResult result = Hdbscan.ofPoints(points, 1, HdbscanOptions.of(3, 3));

    assertThat(result.labels()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 1);
    assertThat(result.probabilities()).containsExactly(1, 1, 1, 0, 1, 1, 1, 1, 0);
    assertThat(result.outlierScores()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 1);
  }

  @Test
  void ofPoints_ofFewerThanMinSamplesFindsNoise() {
    assertThat(labels(new double[] {5}, HdbscanOptions.of(2, 1))).containsExactly(-1);
    assertThat(labels(new double[] {5}, HdbscanOptions.of(2, 9))).containsExactly(-1);
    assertThat(labels(new double[] {5, 5, 6}, HdbscanOptions.of(2, 4))).containsOnly(-1);
  }

  @Test
  void ofPoints_rejectsWhatIsNoInput() {
    HdbscanOptions options = HdbscanOptions.of(5, 5);
    rejects(() -> Hdbscan.ofPoints(new double[] {1, Double.NaN}, 1, options), "NaN at 1");
    rejects(() -> Hdbscan.ofPoints(new double[] {-1 / 0.0, 1}, 2, options), "-Infinity at 0");
    rejects(() -> Hdbscan.ofPoints(new double[] {1, 2e70}, 2, options), "2.0E70");
    rejects(() -> Hdbscan.ofPoints(new double[] {1, 2, 3}, 2, options), "rows of 2");
    rejects(() -> Hdbscan.ofPoints(new double[0], 2, options), "there must be points");
    rejects(() -> Hdbscan.ofPoints(new double[2], 0, options), "dimensions");
  }

  @Test
  void options_rejectWhatMakesNoSense() {
    rejects(() -> HdbscanOptions.of(1, 5), "minClusterSize must be at least 2, not 1");
    rejects(() -> HdbscanOptions.of(5, 0), "minSamples must be at least 1, not 0");
    rejects(() -> HdbscanOptions.of(5, 5).withSelectionEpsilon(Double.NaN), "NaN");
    rejects(() -> HdbscanOptions.of(5, 5).withSelectionEpsilon(-0.1), "-0.1");
    rejects(() -> HdbscanOptions.of(5, 5).withSelection(null), "selection");
  }

  private static int[] labels(double[] points, HdbscanOptions options) {
    return Hdbscan.ofPoints(points, 1, options).labels();
  }

  private static void rejects(Runnable call, String words) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Labels in the order in which they are met; noise stays. */
  static int[] canonical(int[] labels) {
    Map<Integer, Integer> numbers = new HashMap<>(Map.of(-1, -1));
    return IntStream.of(labels)
        .map(label -> numbers.computeIfAbsent(label, any -> numbers.size() - 1))
        .toArray();
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
