package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairDbscanTest {

  @Test
  void labels_withoutPairsAreNoise() {
    assertThat(new PairDbscan(3, 2).labels()).containsExactly(-1, -1, -1);
    assertThat(new PairDbscan(0, 2).labels()).isEmpty();
  }

  @Test
  void labels_withMinSamplesOneMakeEveryPointACluster() {
    PairDbscan dbscan = new PairDbscan(3, 1);
    dbscan.add(2, 1);

    assertThat(dbscan.labels()).containsExactly(0, 1, 1);
  }

  @Test
  void add_countsARepeatedPairOnce() {
    PairDbscan dbscan = new PairDbscan(3, 3);
    for (int times = 0; times < 5; times++) {
      dbscan.add(0, 1);
      dbscan.add(1, 0);
      dbscan.add(1, 1);
    }

    assertThat(dbscan.labels()).containsExactly(-1, -1, -1);
  }

  @Test
  void growTo_addsPointsThatHaveNoNeighbours() {
    PairDbscan dbscan = new PairDbscan(0, 1);
    dbscan.growTo(2);
    dbscan.add(0, 1);
    dbscan.growTo(1);
    dbscan.growTo(4);

    assertThat(dbscan.points()).isEqualTo(4);
    assertThat(dbscan.labels()).containsExactly(0, 0, 1, 2);
    assertThatThrownBy(() -> dbscan.add(3, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> dbscan.isCore(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void growTo_pointByPointGivesWhatAllAtOnceGives() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      int points = 1 + random.nextInt(40);
      int minSamples = 1 + random.nextInt(5);
      boolean[][] neighbours = randomGraph(points, random);
      PairDbscan growing = new PairDbscan(random.nextInt(2), minSamples);
      for (int[] pair : shuffledPairs(neighbours, random)) {
        growing.growTo(1 + Math.max(pair[0], pair[1]));
        growing.add(pair[0], pair[1]);
      }
      growing.growTo(points);

      assertThat(growing.labels())
          .as("seed %d", seed)
          .isEqualTo(NaiveDbscan.labels(neighbours, minSamples));
    }
  }

  @Test
  void constructor_refusesFewerThanNoPointsOrOneSample() {
    assertThatThrownBy(() -> new PairDbscan(-1, 2)).hasMessageContaining("not -1");
    assertThatThrownBy(() -> new PairDbscan(1, 0)).hasMessageContaining("not 0");
  }

  @Test
  void labels_findTheCoreThatABorderPointMetBeforeItWasCore() {
    PairDbscan dbscan = new PairDbscan(4, 4);
    dbscan.add(3, 0); // neither is core, and 3 will never be
    dbscan.add(0, 1);
    dbscan.add(0, 2); // now 0 is core

    assertThat(dbscan.labels()).containsExactly(0, 0, 0, 0);
    assertThat(dbscan.isCore(0)).isTrue();
    assertThat(dbscan.isCore(3)).isFalse();
  }

  @Test
  void labels_giveABorderPointTheLowestLabelOfItsCores() {
    // 2 touches two clusters, that of the core 1 (label 1) and that of the core 0 (label 0).
    PairDbscan dbscan = new PairDbscan(9, 4);
    pairs(dbscan, 1, 3, 1, 4, 1, 2, 0, 5, 0, 6, 0, 2);

    assertThat(dbscan.labels()).containsExactly(0, 1, 0, 1, 1, 0, 0, -1, -1);
  }

  @Test
  void labels_countUpInTheOrderOfTheSmallestCore() {
    // The border point 0 belongs to the later cluster: what counts is the smallest core.
    PairDbscan dbscan = new PairDbscan(8, 3);
    pairs(dbscan, 0, 5, 5, 6, 2, 3, 3, 4, 2, 4);

    assertThat(dbscan.labels()).containsExactly(1, -1, 0, 0, 0, 1, 1, -1);
  }

  @Test
  void merge_refusesOtherPointsOrMinSamples() {
    assertThatThrownBy(() -> new PairDbscan(3, 2).merge(new PairDbscan(4, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PairDbscan(3, 2).merge(new PairDbscan(3, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5})
  void constructor_rejectsMinSamplesBelowOne(int minSamples) {
    assertThatThrownBy(() -> new PairDbscan(1, minSamples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minSamples");
  }

  @ParameterizedTest
  @CsvSource({"-1,0", "0,3", "3,0", "0,-1"})
  void add_rejectsAPointOutOfRange(int i, int j) {
    assertThatThrownBy(() -> new PairDbscan(3, 2).add(i, j))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void labels_equalTheNaiveOnesOnRandomGraphsHoweverThePairsAreSplit() {
    for (long seed = 0; seed < 6_000; seed++) {
      Random random = new Random(seed);
      int points = 1 + random.nextInt(40);
      int minSamples = 1 + random.nextInt(7);
      boolean[][] neighbours = randomGraph(points, random);
      List<int[]> pairs = shuffledPairs(neighbours, random);

      int[] labels = labelsOf(points, minSamples, pairs, 1 + random.nextInt(4), random);

      assertThat(labels).as("seed %d", seed).isEqualTo(NaiveDbscan.labels(neighbours, minSamples));
    }
  }

  @Test
  void handOver_interleavedWithPairsInAnyOrderGivesTheSame() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      int points = 2 + random.nextInt(30);
      int minSamples = 1 + random.nextInt(6);
      boolean[][] neighbours = randomGraph(points, random);
      PairDbscan worker = new PairDbscan(points, minSamples);
      List<int[]> told = new ArrayList<>();
      for (int[] pair : shuffledPairs(neighbours, random)) {
        if (random.nextBoolean()) {
          worker.add(pair[0], pair[1]);
        } else {
          told.add(new int[] {pair[0], pair[1], 0});
        }
      }
      worker.handOver(recorder(told));
      Collections.shuffle(told, random);

      assertThat(labelsOfTold(points, minSamples, told))
          .as("seed %d", seed)
          .isEqualTo(NaiveDbscan.labels(neighbours, minSamples));
    }
  }

  @Test
  void handOver_ofADenseGraphIsSmall() {
    int points = 200;
    int minSamples = 5;
    PairDbscan dense = new PairDbscan(points, minSamples);
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < i; j++) {
        dense.add(i, j);
      }
    }
    List<int[]> told = new ArrayList<>();
    dense.handOver(recorder(told));

    assertThat(told).hasSize(points);
  }

  private static int[] labelsOf(
      int points, int minSamples, List<int[]> pairs, int workers, Random random) {
    List<PairDbscan> all =
        IntStream.range(0, workers).mapToObj(w -> new PairDbscan(points, minSamples)).toList();
    for (int[] pair : pairs) {
      all.get(random.nextInt(workers)).add(pair[0], pair[1]);
    }
    PairDbscan union = all.get(0);
    all.stream().skip(1).forEach(union::merge);
    return union.labels();
  }

  private static int[] labelsOfTold(int points, int minSamples, List<int[]> told) {
    PairDbscan union = new PairDbscan(points, minSamples);
    for (int[] one : told) {
      if (one[2] == 1) {
        union.addCore(one[0], one[1]);
      } else {
        union.add(one[0], one[1]);
      }
    }
    return union.labels();
  }

  private static DbscanInput recorder(List<int[]> told) {
    return new DbscanInput() {
      @Override
      public void add(int i, int j) {
        told.add(new int[] {i, j, 0});
      }

      @Override
      public void addCore(int point, int core) {
        told.add(new int[] {point, core, 1});
      }
    };
  }

  /** A graph of clumps: pairs within a clump are frequent, between neighbouring clumps rare. */
  private static boolean[][] randomGraph(int points, Random random) {
    int clumps = 1 + random.nextInt(6);
    double inside = random.nextDouble();
    double between = random.nextDouble() * 0.1;
    int[] clump = random.ints(points, 0, clumps).toArray();
    boolean[][] neighbours = new boolean[points][points];
    for (int i = 0; i < points; i++) {
      neighbours[i][i] = true;
      for (int j = 0; j < i; j++) {
        double chance = clump[i] == clump[j] ? inside : between;
        neighbours[i][j] = random.nextDouble() < chance;
        neighbours[j][i] = neighbours[i][j];
      }
    }
    return neighbours;
  }

  /** Every pair at least once, some again, in either direction, and some points with themselves. */
  private static List<int[]> shuffledPairs(boolean[][] neighbours, Random random) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < neighbours.length; i++) {
      for (int j = 0; j <= i; j++) {
        for (int times = neighbours[i][j] ? 1 + random.nextInt(3) : 0; times > 0; times--) {
          pairs.add(random.nextBoolean() ? new int[] {i, j} : new int[] {j, i});
        }
      }
    }
    Collections.shuffle(pairs, random);
    return pairs;
  }

  private static void pairs(PairDbscan dbscan, int... points) {
    for (int at = 0; at < points.length; at += 2) {
      dbscan.add(points[at], points[at + 1]);
    }
  }
}
