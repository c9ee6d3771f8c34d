package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results of other projects on their own sets. */
class PublishedHdbscanTest {

  /** For basic-gaussians they are also those in Tribuo's own test, TestHdbscan. */
  @ParameterizedTest
  @CsvSource({
    "basic-gaussians, 3, 7, 7",
    "clusterable_data, 2, 15, 5",
    "clusterable_data, 2, 25, 12"
  })
  void ofPoints_equalsTribuos(String name, int dimensions, int size, int k) throws IOException {
    double[] points = read("/clustering/" + name + ".csv");
    double[] expected = read("/hdbscan/%s-%d-%d.csv".formatted(name, size, k));
    HdbscanResult result = Hdbscan.ofPoints(points, dimensions, HdbscanOptions.of(size, k));

    assertThat(result.labels()).isEqualTo(HdbscanTest.canonical(labels(expected)));
    assertThat(result.outlierScores()).containsExactly(every(expected, 1), within(1e-12));
  }

  /**
   * hdbscan's notebooks, BSD-3-Clause: six shapes with min_cluster_size 15, whose min_samples, 15,
   * does not count the point.
   */
  @Test
  void ofPoints_findsTheSixShapesOfHdbscan() throws IOException {
    double[] points = read("/clustering/clusterable_data.csv");

    assertThat(Hdbscan.ofPoints(points, 2, HdbscanOptions.of(15, 16)).clusters()).isEqualTo(6);
  }

  private static int[] labels(double[] rows) {
    return Arrays.stream(every(rows, 0)).mapToInt(label -> label == 0 ? -1 : (int) label).toArray();
  }

  private static double[] every(double[] rows, int column) {
    double[] values = new double[rows.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[2 * i + column];
    }
    return values;
  }

  private static double[] read(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                PublishedHdbscanTest.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> line.charAt(0) != '#' && !Character.isLetter(line.charAt(0)))
          .flatMap(line -> Arrays.stream(line.split(",")))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }
  }
}
