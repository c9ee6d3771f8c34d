package dev.scurry.job.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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
