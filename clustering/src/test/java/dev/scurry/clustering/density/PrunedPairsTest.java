package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrunedPairsTest {

  @ParameterizedTest
  @CsvSource({"1,0.001", "2,0.02", "3,0.1", "16,0.9", "16,1.2", "40,2"})
  void find_givesAllPairsOfUniformPoints(int dimensions, double radius) {
    SplittableRandom random = new SplittableRandom(dimensions);

    assertAllPairs(random.doubles(1500L * dimensions).toArray(), dimensions, radius);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 33})
  void find_givesAllPairsOfGroupsAndLeavesTheRestOut(int dimensions) {
    double[] points = groups(new SplittableRandom(7), 3000, dimensions);
    long compared = assertAllPairs(points, dimensions, 0.3 * Math.sqrt(dimensions));

    assertThat(compared).isLessThan(3000L * 2999 / 2 / 3);
  }

  /** A tenth of all points in each of two places, the others on a line. */
  @Test
  void find_givesAllPairsOfDuplicates() {
    double[] points = new double[2000 * 3];
    for (int point = 0; point < 2000; point++) {
      double value = point % 10 < 2 ? point % 10 : point;
      Arrays.fill(points, point * 3, point * 3 + 3, value);
    }

    assertAllPairs(points, 3, 0);
    assertAllPairs(points, 3, 2 * Math.sqrt(3));
  }

  /** Every distance of neighbours is the radius, with errors of rounding on both sides. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.7, 1e-160, 1e100})
  void find_keepsPairsAtTheRadiusToTheLastBit(double step) {
    double[] points = new double[1600 * 2];
    for (int point = 0; point < 1600; point++) {
      points[2 * point] = step * (point % 40);
      points[2 * point + 1] = step * (point / 40);
    }

    for (double radius : new double[] {step, 2 * step, step * Math.sqrt(2), step * Math.sqrt(5)}) {
      assertAllPairs(points, 2, radius);
      assertAllPairs(points, 2, Math.nextDown(radius));
    }
  }

  @Test
  void find_givesAllPairsWhereFeaturesAreConstant() {
    double[] points = new SplittableRandom(3).doubles(1000 * 4).toArray();
    for (int at = 0; at < points.length; at++) {
      points[at] = at % 4 == 2 ? points[at] : 0.1;
    }

    assertAllPairs(points, 4, 0.01);
  }

  /** Cuts in the middle take off one point at a time. */
  @Test
  void find_givesAllPairsOfPointsAtEverSmallerDistances() {
    double[] points = new double[1500];
    for (int point = 0; point < points.length; point++) {
      points[point] = Math.scalb(1, -point % 900);
    }

    assertAllPairs(points, 1, 1e-100);
    assertAllPairs(points, 1, Double.MIN_VALUE);
  }

  @Test
  void find_givesAllPairsAtTheEdgesOfDoubles() {
    double most = Double.MAX_VALUE;

    assertAllPairs(new double[] {-most, most, -most, 0, most, most}, 1, most);
    assertAllPairs(new double[] {-0.0, 0.0, Double.MIN_VALUE}, 1, 0);
  }

  @Test
  void find_withoutALimitGivesAllPairs() {
    List<Pair> all = new ArrayList<>();
    double[] points = new SplittableRandom(2).doubles(600, -1e100, 1e100).toArray();

    assertThat(find(new PrunedPairs(points, 200, 3, Double.POSITIVE_INFINITY), all))
        .isEqualTo(200L * 199 / 2);
    assertThat(all).hasSize(200 * 199 / 2).doesNotHaveDuplicates();
  }

  @Test
  void find_withoutDimensionsFindsAllPointsEqual() {
    List<Pair> all = new ArrayList<>();
    long compared = find(new PrunedPairs(new double[0], 300, 0, 0), all);

    assertThat(compared).isEqualTo(300L * 299 / 2);
    assertThat(all).hasSize(300 * 299 / 2).doesNotHaveDuplicates().allMatch(p -> p.distance == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 128, 129, 1024, 1025})
  void find_givesAllPairsOfFewPoints(int count) {
    assertAllPairs(new SplittableRandom(count).doubles(2L * count).toArray(), 2, 0.05);
  }

  /** 18.0 % of the pairs are compared; with cuts at the median 18.5 %. */
  @Test
  void find_leavesOutMostDespiteStrewnPoints() {
    SplittableRandom random = new SplittableRandom(5);
    double[] points = groups(random, 20_000, 16);
    for (int at = 0; at < 400 * 16; at++) {
      points[at] = random.nextDouble(-10, 50);
    }
    List<Pair> all = new ArrayList<>();
    long compared = find(new PrunedPairs(points, 20_000, 16, 1), all);

    assertThat(compared).isLessThan(20_000L * 19_999 / 2 * 183 / 1000);
  }

  @Test
  void find_doesTheSameEachTime() {
    double[] points = groups(new SplittableRandom(9), 2500, 3);
    List<Pair> once = new ArrayList<>();
    List<Pair> again = new ArrayList<>();
    find(new PrunedPairs(points.clone(), 2500, 3, 0.5), once);
    find(new PrunedPairs(points, 2500, 3, 0.5), again);

    assertThat(again).containsExactlyElementsOf(once);
  }

  @Test
  void constructor_refusesWhatItCannotUse() {
    assertThatThrownBy(() -> new PrunedPairs(new double[5], 2, 2, 1)).hasMessageContaining("5");
    assertThatThrownBy(() -> new PrunedPairs(new double[2], 1, 2, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new PrunedPairs(new double[2], 1, 2, Double.NaN))
        .hasMessageContaining("radius");
    assertThatThrownBy(() -> new PrunedPairs(new double[] {1, Double.NaN}, 1, 2, 1))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new PrunedPairs(new double[2], 1, 2, 1).find(1, (i, j, d) -> {}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private record Pair(int i, int j, double distance) {}

  /** Returns how many were compared. */
  private static long assertAllPairs(double[] points, int dimensions, double radius) {
    int count = points.length / dimensions;
    List<Pair> all = new ArrayList<>();
    new RadiusPairs(points, dimensions, radius)
        .find(0, count, 0, count, (i, j, distance) -> all.add(new Pair(i, j, distance)));
    List<Pair> found = new ArrayList<>();
    long compared = find(new PrunedPairs(points.clone(), count, dimensions, radius), found);

    assertThat(sorted(found)).isEqualTo(sorted(all));
    assertThat(compared).isBetween((long) all.size(), (long) count * (count - 1) / 2);
    return compared;
  }

  private static long find(PrunedPairs pairs, List<Pair> found) {
    long compared = 0;
    for (int block = 0; block < pairs.blocks(); block++) {
      compared +=
          pairs.find(block, (i, j, d) -> found.add(new Pair(Math.min(i, j), Math.max(i, j), d)));
    }
    return compared;
  }

  private static List<Pair> sorted(List<Pair> pairs) {
    Pair[] sorted = pairs.toArray(new Pair[0]);
    Arrays.sort(
        sorted, (a, b) -> a.i == b.i ? Integer.compare(a.j, b.j) : Integer.compare(a.i, b.i));
    return List.of(sorted);
  }

  /** Nine groups of uneven sizes. */
  private static double[] groups(SplittableRandom random, int count, int dimensions) {
    double[] points = new double[count * dimensions];
    for (int point = 0; point < count; point++) {
      int group = random.nextInt(1 + random.nextInt(9));
      SplittableRandom centre = new SplittableRandom(group);
      for (int f = 0; f < dimensions; f++) {
        points[point * dimensions + f] = 40 * centre.nextDouble() + 0.3 * random.nextGaussian();
      }
    }
    return points;
  }
}
