package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in mini-batches beside full K-Means, on the standardised rows of iris. */
class ScaledIrisTest {

  private static final int DIMENSIONS = 4;
  private static final int K = 3;

  private final double[] rows = standardised(iris());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fit_tenEpochs_isAsGoodAsTheBestOfTenLloydRuns(long seed) {
    KMeansOptions options = KMeansOptions.of(K).withSeed(seed).withEpochs(10);

    KMeansModel model =
        KMeansTraining.<RuntimeException>fit(
            (size, batches) -> batches.take(rows.clone()), DIMENSIONS, options);

    assertThat(model.ssd() / bestOfTenLloydRuns()).isBetween(0.99, 1.005);
  }

  private double bestOfTenLloydRuns() {
    double[] ones = new double[rows.length / DIMENSIONS];
    Arrays.fill(ones, 1);
    MicroClusters points =
        MicroClusters.of(ones.length, DIMENSIONS, ones, rows, new double[rows.length]);
    LloydOptions options = new LloydOptions(K, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);
    return WeightedLloyd.reduce(points, Metric.plain(DIMENSIONS), options, new double[0], 1).ssd();
  }

  private static double[] standardised(double[] values) {
    double[] scaled = new double[values.length];
    for (int f = 0; f < DIMENSIONS; f++) {
      double[] column = column(values, f);
      double mean = Arrays.stream(column).average().orElseThrow();
      double variance =
          Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      for (int i = 0; i < column.length; i++) {
        scaled[i * DIMENSIONS + f] = (column[i] - mean) / Math.sqrt(variance);
      }
    }
    return scaled;
  }

  private static double[] column(double[] rows, int feature) {
    double[] column = new double[rows.length / DIMENSIONS];
    Arrays.setAll(column, i -> rows[i * DIMENSIONS + feature]);
    return column;
  }

  private static double[] iris() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                ScaledIrisTest.class.getResourceAsStream("/clustering/iris.csv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .flatMapToDouble(
              line -> Arrays.stream(line.split(",")).limit(DIMENSIONS).mapToDouble(Double::valueOf))
          .toArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
