package dev.scurry.job.page;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalComponentsTest {

  /** Covariance (2 1; 1 2): values 3 and 1, directions (1, 1) and (1, -1) over the root of 2. */
  @Test
  void components_computedByHand() {
    PrincipalComponents components =
        PrincipalComponents.of(new double[] {5, 7}, ones(2), new double[] {2, 1, 1, 2}, 2);

    double half = Math.sqrt(0.5);
    assertThat(components.share(0)).isCloseTo(0.75, within(1e-12));
    assertThat(components.share(1)).isCloseTo(0.25, within(1e-12));
    assertThat(components.direction(0)).containsExactly(new double[] {half, half}, within(1e-12));
    assertThat(components.project(new double[] {0, 6, 8}, 1, 0)).isCloseTo(2 * half, within(1e-12));
  }

  /** scikit-learn 1.2.1, PCA(2) of the 150 rows, with the sign that is ours. */
  @Test
  void components_ofIris_areScikitLearns() {
    double[] rows = iris();
    PrincipalComponents components = components(rows, 4);

    assertThat(components.share(0)).isCloseTo(0.92461872, within(1e-8));
    assertThat(components.share(1)).isCloseTo(0.05306648, within(1e-8));
    assertThat(components.direction(0))
        .containsExactly(
            new double[] {0.36138659, -0.08452251, 0.85667061, 0.3582892}, within(1e-7));
    assertThat(components.direction(1))
        .containsExactly(
            new double[] {0.65658877, 0.73016143, -0.17337266, -0.07548102}, within(1e-7));
  }

  /** Mirrored data have mirrored directions but for the sign rule. */
  @Test
  void sign_makesTheLargestLoadingPositive() {
    double[] mirrored = Arrays.stream(iris()).map(x -> -x).toArray();
    PrincipalComponents components = components(mirrored, 4);

    assertThat(components.direction(0)[2]).isCloseTo(0.85667061, within(1e-7));
    assertThat(components.direction(1)[1]).isCloseTo(0.73016143, within(1e-7));
  }

  /** Both loadings are the root of 1/2: the first one is positive, whatever the last bit says. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, -0.5, 1e-3, -1e-3, 0.1 + 0.2, -0.9})
  void sign_whereLoadingsTie_isThatOfTheFirst(double correlation) {
    PrincipalComponents components =
        PrincipalComponents.of(
            new double[2], ones(2), new double[] {1, correlation, correlation, 1}, 2);

    double half = Math.sqrt(0.5);
    int along = correlation > 0 ? 0 : 1;
    assertThat(components.direction(along))
        .containsExactly(new double[] {half, half}, within(1e-12));
    assertThat(components.direction(1 - along))
        .containsExactly(new double[] {half, -half}, within(1e-12));
  }

  /** The last bits of the covariance depend on the order of the rows, the signs don't. */
  @Test
  void sign_ofTwoStandardisedFeatures_isThatOfAnyOrderOfTheRows() {
    double[] rows = petals();
    for (int seed = 0; seed < 50; seed++) {
      PrincipalComponents components = standardised(shuffled(rows, seed));
      for (int component = 0; component < 2; component++) {
        assertThat(components.direction(component)[0]).as("seed " + seed).isPositive();
      }
    }
  }

  @Test
  void of_refusesWhatIsNoCovariance() {
    double[] two = new double[2];
    assertRefused(() -> PrincipalComponents.of(two, ones(2), new double[3], 2), "4 numbers, not 3");
    assertRefused(
        () -> PrincipalComponents.of(two, ones(2), new double[] {1, Double.NaN, 0, 1}, 2),
        "finite, not NaN");
    assertRefused(() -> PrincipalComponents.of(two, ones(3), new double[4], 2), "2 numbers, not 3");
    assertRefused(() -> PrincipalComponents.of(two, ones(2), new double[4], 3), "3 of 2");
    assertRefused(() -> PrincipalComponents.of(two, ones(2), new double[4], 0), "0 of 2");
    assertRefused(
        () -> PrincipalComponents.of(new double[0], new double[0], new double[0], 1), "not 0");
  }

  @Test
  void add_refusesHalfARowAndWhatIsNoNumber() {
    Covariance covariance = new Covariance(new double[2], ones(2));

    assertRefused(() -> covariance.add(new double[3]), "rows of 2 numbers, not 3");
    assertRefused(() -> covariance.add(new double[] {1, Double.NaN}), "finite, not NaN");
    assertThatIllegalStateException().isThrownBy(covariance::matrix);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }

  @Test
  void covariance_farFromTheOrigin_losesNothing() {
    double[] near = iris();
    double[] far = Arrays.stream(near).map(x -> x + 0x1p20).toArray();
    double[] back = Arrays.stream(far).map(x -> x - 0x1p20).toArray();

    assertThat(covariance(far, 4).matrix())
        .containsExactly(covariance(back, 4).matrix(), within(1e-12));
  }

  @Test
  void components_whereNothingVaries_explainNothing() {
    PrincipalComponents components =
        PrincipalComponents.of(new double[] {1, 2}, new double[2], new double[4], 2);

    assertThat(components.share(0)).isZero();
    assertThat(components.project(new double[] {9, 9}, 0, 0)).isZero();
  }

  /** The last two columns of iris. */
  private static double[] petals() {
    double[] iris = iris();
    return IntStream.range(0, iris.length / 2)
        .mapToDouble(i -> iris[i / 2 * 4 + 2 + i % 2])
        .toArray();
  }

  /** Of two features, each in its deviation. */
  private static PrincipalComponents standardised(double[] rows) {
    double[] variance = covariance(rows, 2).matrix();
    double[] scale = {Math.sqrt(variance[0]), Math.sqrt(variance[3])};
    Covariance covariance = new Covariance(mean(rows, 2), scale);
    covariance.add(rows);
    return PrincipalComponents.of(mean(rows, 2), scale, covariance.matrix(), 2);
  }

  private static double[] shuffled(double[] rows, int seed) {
    List<Integer> order = IntStream.range(0, rows.length / 2).boxed().collect(toList());
    Collections.shuffle(order, new Random(seed));
    return order.stream()
        .flatMapToDouble(row -> DoubleStream.of(rows[2 * row], rows[2 * row + 1]))
        .toArray();
  }

  private static PrincipalComponents components(double[] rows, int d) {
    return PrincipalComponents.of(mean(rows, d), ones(d), covariance(rows, d).matrix(), 2);
  }

  private static Covariance covariance(double[] rows, int d) {
    Covariance covariance = new Covariance(mean(rows, d), ones(d));
    int half = rows.length / d / 2 * d;
    covariance.add(Arrays.copyOfRange(rows, 0, half));
    covariance.add(Arrays.copyOfRange(rows, half, rows.length));
    return covariance;
  }

  private static double[] mean(double[] rows, int d) {
    double[] mean = new double[d];
    for (int i = 0; i < rows.length; i++) {
      mean[i % d] += (rows[i] - rows[i % d]) / (rows.length / d);
    }
    for (int f = 0; f < d; f++) {
      mean[f] += rows[f];
    }
    return mean;
  }

  private static double[] ones(int d) {
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    return ones;
  }

  static double[] iris() {
    try (InputStream in = PrincipalComponentsTest.class.getResourceAsStream("/page/iris.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .skip(1)
          .flatMap(line -> Arrays.stream(line.split(",")).limit(4))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
