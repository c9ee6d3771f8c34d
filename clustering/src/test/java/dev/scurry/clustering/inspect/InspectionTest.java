package dev.scurry.clustering.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {

  /** aria-ml/dataeval, ClustererTutorial.ipynb and test_evaluate_functional, MIT. */
  @Test
  void of_tutorialGivesItsVeryIndices() {
    assertTutorial(Inspection.of(Tutorial.points(), 2), IntStream.range(0, 100).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void of_permutedTutorialGivesTheSamePoints(long seed) {
    int[] order = shuffled(100, new SplittableRandom(seed));
    double[] points = Tutorial.points();
    double[] permuted = new double[points.length];
    int[] placeOf = new int[100];
    for (int place = 0; place < 100; place++) {
      System.arraycopy(points, 2 * order[place], permuted, 2 * place, 2);
      placeOf[order[place]] = place;
    }

    assertTutorial(Inspection.of(permuted, 2), placeOf);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2.5})
  void of_rotatedTutorialGivesTheSamePoints(double angle) {
    double[] points = Tutorial.points();
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    for (int i = 0; i < points.length; i += 2) {
      double x = points[i];
      points[i] = cos * x - sin * points[i + 1];
      points[i + 1] = sin * x + cos * points[i + 1];
    }

    assertTutorial(Inspection.of(points, 2), IntStream.range(0, 100).toArray());
  }

  /** aria-ml/dataeval, test_clusterer.py, MIT. */
  @Test
  void of_sixIdenticalPointsIsOneSetOfDuplicates() {
    Inspection inspection = Inspection.of(new double[18], 3);

    assertThat(inspection.duplicates()).containsExactly(new int[] {0, 1, 2, 3, 4, 5});
    assertThat(inspection.nearDuplicates()).isEmpty();
    assertThat(inspection.outliers()).isEmpty();
    assertThat(inspection.potentialOutliers()).isEmpty();
  }

  /** aria-ml/dataeval, test_clusterer.py, MIT. */
  @Test
  void of_threePointsOnALineIsNothing() {
    Inspection inspection = Inspection.of(new double[] {0, 0, 1, 1, 2, 2}, 2);

    assertThat(inspection.duplicates()).isEmpty();
    assertThat(inspection.nearDuplicates()).isEmpty();
    assertThat(inspection.outliers()).isEmpty();
    assertThat(inspection.potentialOutliers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void of_equalsTheDefinition(int shape) {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(1000L * shape + seed);
      int dimensions = random.nextInt(1, 6);
      assertDefinition(PointSets.of(shape, random.nextInt(2, 151), dimensions, random), dimensions);
    }
  }

  /** Clusters with a far merge inside that are still too small: from 160 points on. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6})
  void of_largerSetEqualsTheDefinition(int shape) {
    for (int seed = 0; seed < 4; seed++) {
      assertDefinition(PointSets.of(shape, 400, 2, new SplittableRandom(seed)), 2);
    }
  }

  /** The deviation of the only distance is 1e-5 by definition; both limits are inclusive. */
  @ParameterizedTest
  @CsvSource({"1e-7, 1, 0", "1.1e-7, 0, 1", "1e-5, 0, 1", "1.00001e-5, 0, 0"})
  void of_twoPointsCountsUpToItsLimits(double distance, int duplicates, int near) {
    Inspection inspection = Inspection.of(new double[] {0, distance}, 1);

    assertThat(inspection.duplicates()).hasSize(duplicates);
    assertThat(inspection.nearDuplicates()).hasSize(near);
  }

  @Test
  void of_leavesThePointsAsTheyAre() {
    double[] points = Tutorial.points();

    Inspection.of(points, 2);

    assertThat(points).containsExactly(Tutorial.points());
  }

  @Test
  void lists_areTheCallersOwn() {
    Inspection inspection = Inspection.of(Tutorial.points(), 2);
    inspection.outliers()[0] = 99;
    inspection.duplicates().get(0)[0] = 99;

    assertTutorial(inspection, IntStream.range(0, 100).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "0, at least 2 points, not 0",
    "2, at least 2 points, not 1",
    "5, rows of 2 numbers, not 5 numbers"
  })
  void of_refusesTooFewPointsAndHalfRows(int numbers, String message) {
    assertThatThrownBy(() -> Inspection.of(new double[numbers], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void of_refusesTooFewDimensions(int dimensions) {
    assertThatThrownBy(() -> Inspection.of(new double[6], dimensions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 dimension, not " + dimensions);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e15, -1e16})
  void of_refusesWhatIsNoUsableNumber(double value) {
    assertThatThrownBy(() -> Inspection.of(new double[] {0, 1, 2, value}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + value + " in row 1");
  }

  private static void assertDefinition(double[] points, int dimensions) {
    Inspection inspection = Inspection.of(points, dimensions);
    NaiveClusterer naive = new NaiveClusterer(points, dimensions);

    String set = points.length / dimensions + " x " + dimensions + " from " + points[0];
    assertThat(inspection.outliers()).as(set).containsExactly(ints(naive.outliers));
    assertThat(inspection.potentialOutliers()).as(set).containsExactly(ints(naive.potential));
    assertThat(inspection.duplicates()).as(set).containsExactlyElementsOf(naive.duplicates);
    assertThat(inspection.nearDuplicates()).as(set).containsExactlyElementsOf(naive.near);
  }

  private static void assertTutorial(Inspection inspection, int[] placeOf) {
    assertThat(inspection.outliers()).containsExactly(places("4 6 11 21 38 71", placeOf));
    assertThat(inspection.potentialOutliers()).containsExactly(places("1 9 42 43 48", placeOf));
    assertThat(inspection.duplicates()).containsExactlyElementsOf(sets("24 79,58 63", placeOf));
    assertThat(inspection.nearDuplicates())
        .containsExactlyElementsOf(
            sets("8 27 29,10 65,16 99,19 64,22 87 95,33 76,39 55,40 72,41 62,80 81 93", placeOf));
  }

  private static List<int[]> sets(String sets, int[] placeOf) {
    return Arrays.stream(sets.split(","))
        .map(set -> places(set, placeOf))
        .sorted((a, b) -> Integer.compare(a[0], b[0]))
        .toList();
  }

  private static int[] places(String points, int[] placeOf) {
    return Arrays.stream(points.split(" "))
        .mapToInt(point -> placeOf[Integer.parseInt(point)])
        .sorted()
        .toArray();
  }

  private static int[] ints(Collection<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] shuffled(int n, SplittableRandom random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
