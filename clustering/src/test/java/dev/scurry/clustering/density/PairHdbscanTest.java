package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairHdbscanTest {

  private record Pair(int i, int j, double distance) {}

  /** 0, 1, 2 all 1 apart and 3, 4, 5 all 2 apart; nothing connects them; 6 knows 0 alone. */
  private static final List<Pair> TWO_GRAPHS =
      List.of(
          new Pair(0, 1, 1),
          new Pair(0, 2, 1),
          new Pair(2, 1, 1),
          new Pair(3, 4, 2),
          new Pair(5, 3, 2),
          new Pair(4, 5, 2),
          new Pair(6, 0, 1));

  @Test
  void coreDistances_countThePointItself() {
    assertThat(cores(TWO_GRAPHS, 7, 1)).containsOnly(0);
    assertThat(cores(TWO_GRAPHS, 7, 2)).containsExactly(1, 1, 1, 2, 2, 2, 1);
  }

  @Test
  void coreDistances_areInfiniteWhereNeighboursAreTooFew() {
    double none = Double.POSITIVE_INFINITY;

    assertThat(cores(TWO_GRAPHS, 8, 3)).containsExactly(1, 1, 1, 2, 2, 2, none, none);
  }

  @Test
  void coreDistances_takeTheSmallestOfAPairThatIsListedRepeatedly() {
    List<Pair> pairs =
        List.of(
            new Pair(0, 1, 5),
            new Pair(1, 0, 3),
            new Pair(0, 1, 4),
            new Pair(0, 2, 7),
            new Pair(0, 0, 1),
            new Pair(0, 2, 9),
            new Pair(0, 3, 8),
            new Pair(3, 0, 2));

    assertThat(cores(pairs, 4, 3)[0]).isEqualTo(3);
    assertThat(cores(pairs, 4, 4)[0]).isEqualTo(7);
  }

  @Test
  void ofForest_takesGraphsThatNothingConnectsForClusters() {
    HdbscanResult result = cluster(TWO_GRAPHS, 7, HdbscanOptions.of(3, 3));

    assertThat(result.labels()).containsExactly(0, 0, 0, 1, 1, 1, -1);
    assertThat(result.probabilities()).containsExactly(1, 1, 1, 1, 1, 1, 0);
    assertThat(result.outlierScores()).containsExactly(0, 0, 0, 0, 0, 0, 1);
  }

  /** Six points born at an infinite distance: 6/4 as one, 2 x 3 x (1/2 - 1/4) as two halves. */
  @Test
  void ofForest_prefersTheWholeWhereItIsAsStableAsItsParts() {
    List<Pair> pairs =
        List.of(
            new Pair(0, 1, 2),
            new Pair(1, 2, 2),
            new Pair(2, 3, 4),
            new Pair(3, 4, 2),
            new Pair(4, 5, 2),
            new Pair(6, 7, 1),
            new Pair(7, 8, 1));

    assertThat(cluster(pairs, 9, HdbscanOptions.of(3, 1)).labels())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void ofForest_withoutPairsFindsNoise() {
    for (boolean single : new boolean[] {false, true}) {
      HdbscanOptions options = HdbscanOptions.of(2, 2).withAllowSingleCluster(single);
      HdbscanResult result = cluster(List.of(), 3, options);

      assertThat(result.labels()).containsOnly(-1);
      assertThat(result.outlierScores()).containsOnly(0);
    }
  }

  @Test
  void ofForest_equalsTheNaiveVersionOnSparseGraphs() {
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 5 + random.nextInt(50);
      double[][] distances = sparse(random, n);
      HdbscanOptions options = HdbscanTest.options(random);

      HdbscanTest.same(cluster(pairs(distances), n, options), NaiveHdbscan.of(distances, options));
    }
  }

  @Test
  void ofForest_equalsThatOfPointsOnAllTheirPairs() {
    SplittableRandom random = new SplittableRandom(4);
    double[] points = HdbscanTest.groups(random, 120, 2);
    HdbscanOptions options = HdbscanOptions.of(8, 5);

    HdbscanTest.same(
        cluster(pairs(NaiveHdbscan.euclidean(points, 2)), 120, options),
        Hdbscan.ofPoints(points, 2, options));
  }

  @Test
  void passes_giveTheSameWhateverTheOrderAndTheWorkers() {
    SplittableRandom random = new SplittableRandom(9);
    List<Pair> pairs = new ArrayList<>(pairs(sparse(random, 60)));
    pairs.addAll(pairs.subList(0, pairs.size() / 2));
    double[] cores = cores(pairs, 60, 4);
    List<String> forest = edges(forest(pairs, cores));
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(pairs, new Random(seed));
      List<Pair> one = pairs.subList(0, pairs.size() / 3);
      List<Pair> other = pairs.subList(pairs.size() / 3, pairs.size());
      PairCoreDistances merged = coreDistances(one, 0, 4);
      merged.merge(coreDistances(other, 60, 4));
      PairForest mergedForest = forest(one, cores);
      mergedForest.merge(forest(other, cores));

      assertThat(merged.coreDistances()).isEqualTo(cores);
      assertThat(edges(mergedForest)).isEqualTo(forest);
    }
  }

  @Test
  void add_keepsTheForestOfAllPairsInRoomForFew() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 20 + random.nextInt(100);
      List<Pair> pairs = new ArrayList<>(pairs(sparse(random, n)));
      double[] cores = cores(pairs, n, 1 + random.nextInt(4));
      Collections.shuffle(pairs, new Random(seed));
      PairForest small = new PairForest(cores, n + random.nextInt(20));
      pairs.forEach(pair -> small.add(pair.i, pair.j, pair.distance));

      assertThat(edges(small)).isEqualTo(edges(forest(pairs, cores)));
      assertThat(small.edges().size()).isLessThan(n);
    }
  }

  @Test
  void growTo_keepsWhatIsKnown() {
    PairCoreDistances cores = new PairCoreDistances(0, 2);
    for (int point = 1; point < 40; point++) {
      cores.growTo(point + 1);
      cores.add(point - 1, point, point);
    }

    assertThat(cores.points()).isEqualTo(40);
    assertThat(cores.coreDistances())
        .containsExactly(IntStream.range(0, 40).mapToDouble(p -> Math.max(p, 1)).toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void add_rejectsWhatIsNoDistance(double distance) {
    PairCoreDistances cores = new PairCoreDistances(2, 2);
    PairForest forest = new PairForest(new double[2]);

    assertThatThrownBy(() -> cores.add(0, 1, distance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(distance));
    assertThatThrownBy(() -> forest.add(0, 1, distance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(distance));
  }

  @Test
  void add_rejectsAPointThatThereIsNot() {
    PairCoreDistances cores = new PairCoreDistances(2, 2);
    PairForest forest = new PairForest(new double[2]);

    assertThatThrownBy(() -> cores.add(0, 2, 1)).hasMessageContaining("2 is none of the 2");
    assertThatThrownBy(() -> forest.add(-1, 0, 1)).hasMessageContaining("-1 is none of the 2");
  }

  @Test
  void constructors_rejectWhatMakesNoSense() {
    assertThatThrownBy(() -> new PairCoreDistances(-1, 2)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new PairCoreDistances(1, 0)).hasMessageContaining("minSamples");
    assertThatThrownBy(() -> new PairForest(new double[0])).hasMessageContaining("points");
    assertThatThrownBy(() -> new PairForest(new double[] {Double.NaN})).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new PairForest(new double[3]).merge(new PairForest(new double[2])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PairCoreDistances(3, 2).merge(new PairCoreDistances(3, 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HdbscanResult cluster(List<Pair> pairs, int points, HdbscanOptions options) {
    return Hdbscan.ofForest(forest(pairs, cores(pairs, points, options.minSamples())), options);
  }

  private static double[] cores(List<Pair> pairs, int points, int minSamples) {
    return coreDistances(pairs, points, minSamples).coreDistances();
  }

  private static PairCoreDistances coreDistances(List<Pair> pairs, int points, int minSamples) {
    PairCoreDistances cores = new PairCoreDistances(points, minSamples);
    for (Pair pair : pairs) {
      cores.growTo(Math.max(pair.i, pair.j) + 1);
      cores.add(pair.i, pair.j, pair.distance);
    }
    return cores;
  }

  private static PairForest forest(List<Pair> pairs, double[] cores) {
    PairForest forest = new PairForest(cores);
    pairs.forEach(pair -> forest.add(pair.i, pair.j, pair.distance));
    return forest;
  }

  private static List<String> edges(PairForest forest) {
    List<String> edges = new ArrayList<>();
    forest.handOver((i, j, weight) -> edges.add(i + "-" + j + " " + weight));
    return edges;
  }

  /** Some graphs that hang together, with tied distances. */
  private static double[][] sparse(SplittableRandom random, int n) {
    double[][] distances = new double[n][n];
    int graphs = 1 + random.nextInt(3);
    double share = 0.2 + random.nextDouble() * 0.8;
    for (int i = 0; i < n; i++) {
      Arrays.fill(distances[i], Double.POSITIVE_INFINITY);
      for (int j = 0; j < i; j++) {
        if (i % graphs == j % graphs && random.nextDouble() < share) {
          distances[i][j] = random.nextInt(12);
          distances[j][i] = distances[i][j];
        }
      }
    }
    return distances;
  }

  private static List<Pair> pairs(double[][] distances) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < i; j++) {
        if (distances[i][j] < Double.POSITIVE_INFINITY) {
          pairs.add(new Pair(i, j, distances[i][j]));
        }
      }
    }
    return pairs;
  }
}
