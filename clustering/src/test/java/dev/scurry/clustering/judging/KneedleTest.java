package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KneedleTest {

  /**
   * x over 0..1 in quarters; y = 10, 4, 2, 1, 0 turned over is 0, .6, .8, .9, 1; the difference is
   * 0, .35, .3, .15, 0. Its maximum .35 sets the threshold .1; the first difference below it is the
   * last: the elbow is at index 1.
   */
  @Test
  void elbow_computedByHand() {
    assertThat(elbow(10, 4, 2, 1, 0)).hasValue(1);
  }

  /** The difference is 0, .1, 0 with a mean step of .5: never below .1 - .5. */
  @Test
  void elbow_ofAShallowBend_isNone() {
    assertThat(elbow(10, 4, 0)).isEmpty();
  }

  @Test
  void elbow_ofAStraightLineOrAConstantOrAPoint_isNone() {
    assertThat(elbow(4, 3, 2, 1, 0)).isEmpty();
    assertThat(elbow(7, 7, 7, 7)).isEmpty();
    assertThat(elbow(7)).isEmpty();
  }

  /** The curves of kneed's own tests (arvkevi/kneed, tests/test_sample.py, BSD-3-Clause). */
  @Test
  void elbow_ofKneedsTests_isTheirs() {
    double[] convex = {100, 40, 20, 15, 10, 5, 4, 3, 2, 1};
    assertThat(elbow(convex)).hasValue(2);
    assertThat(elbow(Arrays.stream(convex).limit(7).map(y -> y / 10).toArray())).hasValue(2);
    // x = 0, 1/9, ... and y = 5 - 1 / (x + .1): figure 2 of the paper, upside down; at x = .22.
    double[] figure2 = IntStream.range(0, 10).mapToDouble(i -> 1 / (i / 9.0 + 0.1) - 5).toArray();
    assertThat(elbow(figure2)).hasValue(2);
    assertThat(elbow(0.90483742, 0.81873075, 0.74081822)).isEmpty();
  }

  static List<List<String>> curves() {
    return Golden.lines("/judging/kneed.csv");
  }

  @ParameterizedTest
  @MethodSource("curves")
  void elbow_isWhereKneedFindsIt(List<String> golden) {
    double[] y = golden.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
    OptionalInt expected =
        golden.get(0).equals("none")
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(golden.get(0)));

    assertThat(elbow(y)).isEqualTo(expected);
  }

  @Test
  void elbow_dependsOnNeitherUnitNorOrigin() {
    double[] x = {3, 5, 7, 9, 11};
    double[] y = {1010, 1004, 1002, 1001, 1000};

    assertThat(Kneedle.elbow(x, y)).hasValue(1);
  }

  @Test
  void elbow_refusesWhatIsNoCurve() {
    refuses("2 x for 1 y", new double[] {1, 2}, new double[] {1});
    refuses("no curve", new double[0], new double[0]);
    refuses("NaN", new double[] {1, 2}, new double[] {1, Double.NaN});
    refuses("Infinity", new double[] {1, Double.POSITIVE_INFINITY}, new double[] {1, 0});
    refuses("must rise, not 1.0", new double[] {1, 1}, new double[] {2, 1});
  }

  private static void refuses(String message, double[] x, double[] y) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kneedle.elbow(x, y))
        .withMessageContaining(message);
  }

  private static OptionalInt elbow(double... y) {
    return Kneedle.elbow(IntStream.range(0, y.length).asDoubleStream().toArray(), y);
  }
}
