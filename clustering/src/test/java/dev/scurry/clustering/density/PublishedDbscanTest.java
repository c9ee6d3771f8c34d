package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results that other projects' own tests publish. */
class PublishedDbscanTest {

  @Test
  void labels_ofScikitLearnsBlobsByFeature() throws IOException {
    double[][] rows = read("sklearn-dbscan.csv");
    PairDbscan dbscan = euclidean(rows, 0.8, 10);

    assertThat(dbscan.labels()).containsExactly(column(rows, 3));
    assertThat(IntStream.range(0, rows.length).map(p -> dbscan.isCore(p) ? 1 : 0))
        .containsExactly(boxed(column(rows, 4)));
  }

  @Test
  void labels_ofScikitLearnsBlobsBySimilarity() throws IOException {
    double[][] rows = read("sklearn-dbscan.csv");
    double[] largest = {0};
    radius(rows, 1e6)
        .find(0, rows.length, 0, rows.length, (i, j, d) -> largest[0] = max(largest, d));
    PairDbscan dbscan = new PairDbscan(rows.length, 10);
    radius(rows, 1e6)
        .find(0, rows.length, 0, rows.length, (i, j, d) -> addWithin(dbscan, i, j, d / largest[0]));

    assertThat(dbscan.labels()).containsExactly(column(rows, 2));
  }

  /** scikit-learn, test_dbscan.py, BSD-3-Clause: points 0 2 3 4 6 8 10 with eps 1. */
  @ParameterizedTest
  @CsvSource({
    "1, 0 1 1 1 2 3 4, 1 1 1 1 1 1 1",
    "2, -1 0 0 0 -1 -1 -1, 0 1 1 1 0 0 0",
    "3, -1 0 0 0 -1 -1 -1, 0 0 1 0 0 0 0",
    "4, -1 -1 -1 -1 -1 -1 -1, 0 0 0 0 0 0 0"
  })
  void labels_ofScikitLearnsToy(int minSamples, String labels, String cores) {
    double[][] points = {{0}, {2}, {3}, {4}, {6}, {8}, {10}};
    PairDbscan dbscan = euclidean(points, 1, minSamples);

    assertThat(dbscan.labels()).containsExactly(integers(labels));
    assertThat(IntStream.range(0, 7).map(p -> dbscan.isCore(p) ? 1 : 0))
        .containsExactly(boxed(integers(cores)));
  }

  /** scikit-learn, test_dbscan.py, BSD-3-Clause: eps is inclusive. */
  @Test
  void isCore_atScikitLearnsBoundaries() {
    assertThat(euclidean(new double[][] {{0}, {1}}, 2, 2).isCore(0)).isTrue();
    assertThat(euclidean(new double[][] {{0}, {1}, {1}}, 1, 2).isCore(0)).isTrue();
    assertThat(euclidean(new double[][] {{0}, {1}, {1}}, 0.99, 2).isCore(0)).isFalse();
  }

  /**
   * scikit-learn, test_dbscan.py, BSD-3-Clause: sparse precomputed distances, eps 0.2. One more
   * pair is 0.3 apart, which would join the two clusters.
   */
  @Test
  void labels_ofScikitLearnsSparseMatrix() {
    PairDbscan dbscan = new PairDbscan(7, 2);
    addWithin(dbscan, 2, 4, 0.1, 0.2);
    addWithin(dbscan, 3, 4, 0.1, 0.2);
    addWithin(dbscan, 4, 6, 0.3, 0.2);
    addWithin(dbscan, 5, 6, 0.1, 0.2);

    assertThat(dbscan.labels()).containsExactly(-1, -1, 0, 0, 0, 1, 1);
  }

  /** The same from an ordering of all pairs, of which eps is asked afterwards. */
  @Test
  void dbscanLabels_ofScikitLearnsSparseMatrixByOptics() {
    PairOptics optics = new PairOptics(7, 2, Double.POSITIVE_INFINITY);
    optics.add(2, 4, 0.1);
    optics.add(3, 4, 0.1);
    optics.add(4, 6, 0.3);
    optics.add(5, 6, 0.1);

    assertThat(optics.ordering().dbscanLabels(0.2)).containsExactly(-1, -1, 0, 0, 0, 1, 1);
    assertThat(optics.ordering().dbscanLabels(0.3)).containsExactly(-1, -1, 0, 0, 0, 0, 0);
  }

  /**
   * scikit-learn, test_dbscan.py, BSD-3-Clause: points 0 and 1 with weights and min_samples 6. A
   * weight is as many equal points here, so (5.9, 0.1) and (6, -1) have no counterpart.
   */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 1, false, false",
    "0.5, 5, 5, false, false",
    "0.5, 6, 5, true, false",
    "0.5, 6, 6, true, true",
    "1.5, 5, 1, true, true",
    "1.5, 5, 0, false, false",
    "1.5, 6, 0, true, false"
  })
  void isCore_ofScikitLearnsWeights(double eps, int zeros, int ones, boolean zero, boolean one) {
    double[][] points = new double[zeros + ones][1];
    for (int i = zeros; i < points.length; i++) {
      points[i][0] = 1;
    }
    PairDbscan dbscan = euclidean(points, eps, 6);

    for (int i = 0; i < points.length; i++) {
      assertThat(dbscan.isCore(i)).isEqualTo(i < zeros ? zero : one);
    }
  }

  /**
   * The same: the identity and zeros as 10 x 10 distances. What a point has with itself does not
   * count, so they are one input here.
   */
  @Test
  void labels_ofScikitLearnsDegenerateMatrixAreOneLabel() {
    PairDbscan dbscan = new PairDbscan(10, 5);
    for (int pair = 0; pair < 100; pair++) {
      addWithin(dbscan, pair / 10, pair % 10, 0, 0.5);
    }

    assertThat(dbscan.labels()).containsOnly(0);
  }

  /** The same: pairs up to 0.9 give with eps 0.8 what all pairs give. */
  @Test
  void labels_ofScikitLearnsRadiusGraphAreThoseOfAllPairs() throws IOException {
    double[][] rows = read("sklearn-dbscan.csv");
    PairDbscan some = new PairDbscan(rows.length, 10);
    PairDbscan all = new PairDbscan(rows.length, 10);
    radius(rows, 0.9)
        .find(0, rows.length, 0, rows.length, (i, j, d) -> addWithin(some, i, j, d, 0.8));
    radius(rows, 1e6)
        .find(0, rows.length, 0, rows.length, (i, j, d) -> addWithin(all, i, j, d, 0.8));

    assertThat(some.labels()).containsExactly(all.labels());
    assertThat(some.labels()).contains(0, 1, 2);
  }

  @Test
  void labels_ofCommonsMath() throws IOException {
    double[][] rows = read("commons-math-dbscan.csv");

    assertThat(euclidean(rows, 2, 6).labels()).containsExactly(column(rows, 2));
  }

  /**
   * apache/commons-math, DBSCANClustererTest.java, Apache-2.0: the last point is reached through a
   * border point only, so it is noise.
   */
  @Test
  void labels_ofCommonsMathDoNotReachThroughABorderPoint() {
    double[][] points = {
      {10, 10}, {12, 9}, {10, 8}, {8, 8}, {8, 6}, {7, 7}, {5, 6}, {14, 8}, {7, 15}, {17, 8}
    };

    assertThat(euclidean(points, 3, 4).labels()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, -1, -1);
  }

  /** apache/commons-math, DBSCANClustererTest.java, Apache-2.0. */
  @Test
  void ofPoints_refusesWhatCommonsMathRefuses() {
    double[] points = {0, 1};

    assertThatThrownBy(() -> Dbscan.ofPoints(points, 1, -2, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-2.0");
    assertThatThrownBy(() -> Dbscan.ofPoints(points, 1, 2, -5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-5");
    assertThatThrownBy(() -> Dbscan.ofPoints(null, 1, 2, 5))
        .isInstanceOf(NullPointerException.class);
  }

  /**
   * ThalesGroup/clustering-lambda, test_lambda_clustering_mock_aws.py, Apache-2.0: keys 1 to 5 in
   * the order of the lines (1,2,0.5) (1,3,0.5) (4,5,0.9), eps 0.5, min_samples 3.
   */
  @Test
  void labels_ofClusteringLambda() {
    PairDbscan dbscan = new PairDbscan(5, 3);
    addWithin(dbscan, 0, 1, 0.5, 0.5);
    addWithin(dbscan, 0, 2, 0.5, 0.5);
    addWithin(dbscan, 3, 4, 0.9, 0.5);

    assertThat(dbscan.labels()).containsExactly(0, 0, 0, -1, -1);
  }

  /** The same: every (i, j, 0.5) of five keys, themselves included. */
  @ParameterizedTest
  @CsvSource({"0.4, 2, -1", "0.5, 3, 0"})
  void labels_ofClusteringLambdasFullSquare(double eps, int minSamples, int label) {
    PairDbscan dbscan = new PairDbscan(5, minSamples);
    for (int pair = 0; pair < 25; pair++) {
      addWithin(dbscan, pair / 5, pair % 5, 0.5, eps);
    }

    assertThat(dbscan.labels()).containsOnly(label);
  }

  /** The same by OPTICS: five points with one distance are one cluster from that distance on. */
  @ParameterizedTest
  @CsvSource({"0.4, 2, -1", "0.5, 3, 0"})
  void dbscanLabels_ofClusteringLambdasFullSquareByOptics(double eps, int minSamples, int label) {
    PairOptics optics = new PairOptics(5, minSamples, Double.POSITIVE_INFINITY);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        optics.add(i, j, 0.5);
      }
    }

    assertThat(optics.ordering().dbscanLabels(eps)).containsOnly(label);
  }

  /** From pairs; from points it has to be the same. */
  private static PairDbscan euclidean(double[][] rows, double eps, int minSamples) {
    PairDbscan dbscan = new PairDbscan(rows.length, minSamples);
    radius(rows, eps).find(0, rows.length, 0, rows.length, (i, j, distance) -> dbscan.add(i, j));
    DbscanResult ofPoints = Dbscan.ofPoints(flat(rows), dimensions(rows), eps, minSamples);
    assertThat(ofPoints.labels()).isEqualTo(dbscan.labels());
    assertThat(ofPoints.core()).isEqualTo(DbscanResult.of(dbscan).core());
    return dbscan;
  }

  /** Of the first two columns, or the only one. */
  private static RadiusPairs radius(double[][] rows, double radius) {
    return new RadiusPairs(flat(rows), dimensions(rows), radius);
  }

  private static int dimensions(double[][] rows) {
    return Math.min(2, rows[0].length);
  }

  private static double[] flat(double[][] rows) {
    int dimensions = dimensions(rows);
    double[] flat = new double[rows.length * dimensions];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * dimensions, dimensions);
    }
    return flat;
  }

  private static void addWithin(PairDbscan dbscan, int i, int j, double distance) {
    addWithin(dbscan, i, j, distance, 0.15);
  }

  private static void addWithin(PairDbscan dbscan, int i, int j, double distance, double eps) {
    if (distance <= eps) {
      dbscan.add(i, j);
    }
  }

  private static double max(double[] largest, double distance) {
    return Math.max(largest[0], distance);
  }

  private static int[] column(double[][] rows, int column) {
    return IntStream.range(0, rows.length).map(row -> (int) rows[row][column]).toArray();
  }

  private static Integer[] boxed(int[] values) {
    return IntStream.of(values).boxed().toArray(Integer[]::new);
  }

  private static int[] integers(String words) {
    return Arrays.stream(words.trim().split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static double[][] read(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                PublishedDbscanTest.class.getResourceAsStream("/peer-cases/" + name),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("x0"))
          .map(PublishedDbscanTest::numbers)
          .toArray(double[][]::new);
    }
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
