package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.AdjustedRand;
import dev.scurry.clustering.Metric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The indices of this package on iris, against scikit-learn's. */
class ScikitLearnTest {

  private static final Golden.Iris IRIS = Golden.Iris.read();
  private static final Metric PLAIN = Metric.plain(4);

  static List<List<String>> indices() {
    return Golden.lines("/judging/sklearn-iris.csv");
  }

  @ParameterizedTest
  @MethodSource("indices")
  void index_equalsScikitLearns(List<String> golden) {
    int[] labels = IRIS.labels(golden.get(0));
    double expected = Double.parseDouble(golden.get(2));

    assertThat(index(golden.get(1), labels))
        .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
  }

  private static double index(String name, int[] labels) {
    return switch (name) {
      case "silhouette" -> Silhouette.mean(IRIS.rows(), labels, PLAIN);
      case "davies-bouldin" -> DaviesBouldin.of(IRIS.rows(), labels, PLAIN);
      case "nmi" -> MutualInformation.normalized(longs(IRIS.classes()), longs(labels));
      case "ari" -> AdjustedRand.of(longs(IRIS.classes()), longs(labels));
      case "ssd" -> Dispersion.ssd(IRIS.rows(), labels, PLAIN);
      default -> throw new AssertionError(name);
    };
  }

  @Test
  void silhouettes_ofEveryRow_equalScikitLearns() {
    List<List<String>> golden = Golden.lines("/judging/sklearn-iris-silhouettes.csv");
    List<String> names = List.of("class", "petal", "singletons", "modulo");
    for (int column = 0; column < names.size(); column++) {
      double[] values = Silhouette.values(IRIS.rows(), IRIS.labels(names.get(column)), PLAIN);
      assertThat(values).hasSize(golden.size());
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i])
            .as("%s, row %d", names.get(column), i)
            .isCloseTo(Double.parseDouble(golden.get(i).get(column)), within(1e-12));
      }
    }
  }

  private static long[] longs(int[] labels) {
    return Arrays.stream(labels).asLongStream().toArray();
  }
}
