package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadiusPairsTest {

  @Test
  void find_givesDistancesWithinTheRadiusInclusive() {
    double[] points = {0, 0, 3, 4, 3, 4.000001, 0, 0};

    assertThat(found(points, 2, 5, 0, 4, 0, 4))
        .containsExactly("0-1 5.0", "0-3 0.0", "1-2 " + (4.000001 - 4), "1-3 5.0");
  }

  @Test
  void find_betweenRangesComparesEachWithEach() {
    double[] points = {0, 1, 2, 3};
    List<String> all = new ArrayList<>();

    long compared =
        new RadiusPairs(points, 1, 2)
            .find(0, 2, 2, 4, (i, j, distance) -> all.add(i + "-" + j + " " + distance));

    assertThat(compared).isEqualTo(4);
    assertThat(all).containsExactly("0-2 2.0", "1-2 1.0", "1-3 2.0");
  }

  @Test
  void find_ofARangeWithItselfComparesEachPairOnce() {
    assertThat(new RadiusPairs(new double[10], 1, 0).find(0, 10, 0, 10, (i, j, d) -> {}))
        .isEqualTo(45);
  }

  @Test
  void find_withoutDimensionsFindsAllPointsEqual() {
    assertThat(found(new double[0], 0, 0, 0, 3, 0, 3))
        .containsExactly("0-1 0.0", "0-2 0.0", "1-2 0.0");
  }

  @Test
  void find_byRangesGivesWhatOneRangeGives() {
    Random random = new Random(7);
    double[] points = random.doubles(60 * 3).toArray();
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < 60; from += 20) {
      for (int other = from; other < 60; other += 20) {
        parts.addAll(found(points, 3, 0.4, from, from + 20, other, other + 20));
      }
    }

    assertThat(parts).containsExactlyInAnyOrderElementsOf(found(points, 3, 0.4, 0, 60, 0, 60));
  }

  @Test
  void largestSquareWithin_decidesAsTheRootDoes() {
    Random random = new Random(1);
    for (int times = 0; times < 20_000; times++) {
      double radius = random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
      double square = RadiusPairs.largestSquareWithin(radius);

      assertThat(StrictMath.sqrt(square)).isLessThanOrEqualTo(radius);
      assertThat(StrictMath.sqrt(Math.nextUp(square))).isGreaterThan(radius);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-200, 1e-160, 1e200, Double.MAX_VALUE})
  void largestSquareWithin_endsAtTheEdges(double radius) {
    assertThat(StrictMath.sqrt(RadiusPairs.largestSquareWithin(radius)))
        .isLessThanOrEqualTo(radius);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, Double.NaN, Double.POSITIVE_INFINITY})
  void constructor_rejectsARadiusThatIsNone(double radius) {
    assertThatThrownBy(() -> new RadiusPairs(new double[2], 1, radius))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("radius");
  }

  @Test
  void constructor_rejectsCoordinatesThatDoNotFitTheDimensions() {
    assertThatThrownBy(() -> new RadiusPairs(new double[5], 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void find_rejectsOverlappingRanges() {
    assertThatThrownBy(() -> new RadiusPairs(new double[5], 1, 1).find(0, 3, 2, 5, (i, j, d) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> found(
      double[] points, int d, double radius, int from, int to, int otherFrom, int otherTo) {
    List<String> all = new ArrayList<>();
    new RadiusPairs(points, d, radius)
        .find(from, to, otherFrom, otherTo, (i, j, dist) -> all.add(i + "-" + j + " " + dist));
    return all;
  }
}
