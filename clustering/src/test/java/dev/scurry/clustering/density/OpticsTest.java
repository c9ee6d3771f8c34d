package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpticsTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  /** What scikit-learn found, a row a point: coordinates, then the columns. */
  private static final class Golden {
    final int minSamples;
    final double maxEps;
    final OpticsXi xi;
    final double eps;
    final int dimensions;
    final boolean pairs;
    final double[][] rows;

    Golden(String name) throws IOException {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  OpticsTest.class.getResourceAsStream("/optics/" + name + ".csv"),
                  StandardCharsets.UTF_8))) {
        List<String> lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
        double[] settings = numbers(lines.get(1));
        minSamples = (int) settings[0];
        maxEps = settings[1];
        xi = new OpticsXi(settings[2], (int) settings[3], true);
        eps = settings[4];
        dimensions = (int) settings[5];
        pairs = settings[6] == 1;
        rows = lines.stream().skip(3).map(Golden::numbers).toArray(double[][]::new);
      }
    }

    private static double[] numbers(String line) {
      return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    double[] points() {
      return Arrays.stream(rows).flatMapToDouble(r -> Arrays.stream(r, 0, dimensions)).toArray();
    }

    double[] column(int column) {
      return Arrays.stream(rows).mapToDouble(row -> row[dimensions + column]).toArray();
    }

    int[] integers(int column) {
      return Arrays.stream(column(column)).mapToInt(value -> (int) value).toArray();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blobs",
        "blobs-limited",
        "three-dimensions",
        "grid",
        "decimal-grid",
        "moons-pairs",
        "groups-pairs"
      })
  void ordering_equalsScikitLearns(String name) throws IOException {
    Golden golden = new Golden(name);
    OpticsOrdering optics =
        golden.pairs
            ? ofPairs(golden.points(), golden.dimensions, golden.minSamples, golden.maxEps)
            : Optics.ofPoints(golden.points(), golden.dimensions, golden.minSamples, golden.maxEps);

    assertThat(places(optics)).isEqualTo(golden.integers(0));
    assertThat(optics.reachability()).containsExactly(golden.column(1), within(1e-12));
    assertThat(optics.coreDistances()).containsExactly(golden.column(2), within(1e-12));
    assertThat(optics.predecessor()).isEqualTo(golden.integers(3));
    OpticsXi uncorrected = new OpticsXi(golden.xi.xi(), golden.xi.minClusterSize(), false);
    assertThat(optics.xiLabels(golden.xi)).isEqualTo(golden.integers(4));
    assertThat(optics.xiLabels(uncorrected)).isEqualTo(golden.integers(5));
    assertThat(optics.dbscanLabels(golden.eps)).isEqualTo(golden.integers(6));
  }

  /** scikit-learn, test_optics.py, BSD-3-Clause: one order of the rows and another. */
  @Test
  void xiLabels_ofScikitLearnsReorderedPointsAreTheSame() {
    double[] points = {1, 2, 3, 1, 8, 8, 7, 100};
    double[] reordered = {1, 2, 3, 8, 8, 7, 100, 1};

    assertThat(Optics.ofPoints(points, 1, 3, NONE).xiLabels(OpticsXi.of(3)))
        .containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(Optics.ofPoints(reordered, 1, 3, NONE).xiLabels(OpticsXi.of(3)))
        .containsExactly(0, 0, 0, 1, 1, 1, 1, 0);
  }

  @Test
  void ofPoints_visitsTheNearestFirst() {
    OpticsOrdering optics = Optics.ofPoints(new double[] {0, 5, 1, 2}, 1, 2, NONE);

    assertThat(optics.ordering()).containsExactly(0, 2, 3, 1);
    assertThat(optics.reachability()).containsExactly(NONE, 3, 1, 1);
    assertThat(optics.coreDistances()).containsExactly(1, 3, 1, 1);
    assertThat(optics.predecessor()).containsExactly(-1, 3, 0, 2);
  }

  @Test
  void ofPoints_withALimitEqualsThatOfPairs() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int dimensions = 1 + random.nextInt(3);
      double[] points =
          seed % 2 == 0
              ? HdbscanTest.groups(random, 150, dimensions)
              : HdbscanTest.grid(random, 150, dimensions, 8);
      int minSamples = 1 + random.nextInt(6);
      double limit = seed % 2 == 0 ? random.nextDouble() * 3 : random.nextInt(4);
      OpticsOrdering byTree = Optics.ofPoints(points, dimensions, minSamples, limit);
      OpticsOrdering byPairs = ofPairs(points, dimensions, minSamples, limit);

      assertThat(byTree.ordering()).isEqualTo(byPairs.ordering());
      assertThat(byTree.reachability()).isEqualTo(byPairs.reachability());
      assertThat(byTree.coreDistances()).isEqualTo(byPairs.coreDistances());
      assertThat(byTree.predecessor()).isEqualTo(byPairs.predecessor());
    }
  }

  /** The cores of a DBSCAN at the limit are those of its clusters. */
  @Test
  void dbscanLabels_atTheLimitPartTheCorePointsAsDbscanDoes() {
    double[] points = HdbscanTest.groups(new SplittableRandom(3), 300, 2);
    OpticsOrdering optics = Optics.ofPoints(points, 2, 5, 0.8);
    int[] labels = optics.dbscanLabels(0.8);
    PairDbscan dbscan = new PairDbscan(300, 5);
    new RadiusPairs(points, 2, 0.8).find(0, 300, 0, 300, (i, j, distance) -> dbscan.add(i, j));
    int[] expected = dbscan.labels();

    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 300; j++) {
        if (dbscan.isCore(i) && dbscan.isCore(j)) {
          assertThat(labels[i] == labels[j]).isEqualTo(expected[i] == expected[j]);
        }
      }
    }
  }

  @Test
  void ordering_takesTheSmallestOfAPairThatIsListedRepeatedly() {
    PairOptics optics = new PairOptics(0, 2, 10);
    optics.growTo(3);
    optics.add(0, 1, 5);
    optics.add(1, 0, 3);
    optics.add(1, 1, 1);
    optics.add(2, 0, 11);

    OpticsOrdering ordering = optics.ordering();
    assertThat(ordering.reachability()).containsExactly(NONE, 3, NONE);
    assertThat(ordering.coreDistances()).containsExactly(3, 3, NONE);
    assertThat(ordering.dbscanLabels(10)).containsExactly(0, 0, -1);
  }

  @Test
  void ofPoints_ofOnePointAndOfEqualPoints() {
    OpticsOrdering one = Optics.ofPoints(new double[] {7, 7}, 2, 3, NONE);
    OpticsOrdering equal = Optics.ofPoints(new double[10], 1, 3, NONE);

    assertThat(one.coreDistances()).containsExactly(NONE);
    assertThat(one.xiLabels(OpticsXi.of(3))).containsExactly(-1);
    assertThat(equal.ordering()).containsExactly(IntStream.range(0, 10).toArray());
    assertThat(equal.coreDistances()).containsOnly(0);
    assertThat(equal.dbscanLabels(0)).containsOnly(0);
  }

  @Test
  void ofPoints_rejectsWhatIsNoInput() {
    rejects(() -> Optics.ofPoints(new double[] {1, Double.NaN}, 1, 2, 1), "NaN");
    rejects(() -> Optics.ofPoints(new double[] {1, 2, 3}, 2, 2, 1), "3 coordinates");
    rejects(() -> Optics.ofPoints(new double[0], 2, 2, 1), "0 coordinates");
    rejects(() -> Optics.ofPoints(new double[2], 1, 0, 1), "minSamples");
    rejects(() -> Optics.ofPoints(new double[2], 1, 2, Double.NaN), "maxEps");
    rejects(() -> Optics.ofPoints(new double[2], 1, 2, -1), "-1");
    rejects(() -> new OpticsXi(1, 5, true), "xi");
    rejects(() -> new OpticsXi(0.05, 1, true), "minClusterSize");
    rejects(() -> new PairOptics(2, 2, 1).add(0, 1, Double.NaN), "NaN");
    rejects(() -> new PairOptics(2, 2, 1).add(0, 2, 1), "2 is none of the 2");
    rejects(() -> new PairOptics(0, 2, 1).ordering(), "points");
    rejects(() -> Optics.ofPoints(new double[2], 1, 2, 1).dbscanLabels(-2), "-2");
  }

  private static void rejects(Runnable call, String words) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private static int[] places(OpticsOrdering optics) {
    int[] places = new int[optics.ordering().length];
    for (int place = 0; place < places.length; place++) {
      places[optics.ordering()[place]] = place;
    }
    return places;
  }

  private static OpticsOrdering ofPairs(
      double[] points, int dimensions, int minSamples, double maxEps) {
    double[][] distances = NaiveHdbscan.euclidean(points, dimensions);
    PairOptics optics = new PairOptics(distances.length, minSamples, maxEps);
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < i; j++) {
        optics.add(i, j, distances[i][j]);
      }
    }
    return optics.ordering();
  }
}
