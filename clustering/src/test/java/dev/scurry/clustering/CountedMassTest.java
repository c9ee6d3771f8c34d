package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedMassTest {

  private static final Metric LINE = Metric.plain(1);

  @Test
  void of_looseMicroClusters_countNothing() {
    MicroClusters micro = line(List.of(w(100, 0, 100), w(100, 5, 100), w(8, 300, 80_000)));

    assertThat(CountedMass.of(micro, LINE, 2)).containsExactly(100, 100, 0);
  }

  @Test
  void of_looseMicroClustersBeyondATwentieth_count() {
    MicroClusters micro =
        line(List.of(w(100, 0, 100), w(100, 5, 100), w(8, 90, 8_000), w(6, 300, 60_000)));

    assertThat(CountedMass.of(micro, LINE, 2)).as("loosest first").containsExactly(100, 100, 8, 0);
  }

  @Test
  void of_lightOnesFarFromAllOthers_countNothing() {
    MicroClusters micro = line(List.of(w(100, 0, 100), w(2, 2, 1), w(2, 50, 1), w(2, 90, 1)));

    assertThat(CountedMass.of(micro, LINE, 2)).as("2 is near 0").containsExactly(100, 2, 0, 0);
  }

  /**
   * A shard alone has 1 of 67 there, four shards 4 of 268: with their neighbours they are heard.
   */
  @Test
  void of_lightOnesOfDifferentShardsThatAreNear_countTogether() {
    List<MicroClusters> shards = new ArrayList<>();
    for (int shard = 0; shard < 4; shard++) {
      List<double[]> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        rows.add(w(10, i, 10));
      }
      rows.add(w(1.4, 100 + 0.5 * shard, 1.4));
      rows.add(w(0.5, 1000 * (shard + 1), 0.5));
      shards.add(line(rows));
    }

    double[] counted = CountedMass.of(MicroClusters.merge(shards), LINE, 2);

    assertThat(Arrays.copyOfRange(counted, 24, 28)).as("100 to 101.5").containsOnly(1.4);
    assertThat(Arrays.copyOfRange(counted, 28, 32)).as("1000 to 4000").containsOnly(0);
  }

  @Test
  void of_pointsThemselves_allCount() {
    MicroClusters micro = line(List.of(w(900, 0, 0), w(1, 50, 0), w(1, 7000, 0)));

    assertThat(CountedMass.of(micro, LINE, 2)).containsExactly(900, 1, 1);
  }

  @Test
  void of_clusterOfWhichNothingWasSeen_countsAnEighth() {
    MicroClusters micro =
        MicroClusters.of(
            3,
            1,
            new double[] {300, 100, 100},
            new double[] {0, 50, 100},
            new double[] {300, 100, 100},
            new double[] {200, 0, 20});

    assertThat(CountedMass.of(micro, LINE, 3)).containsExactly(300, 12.5, 100);
  }

  @Test
  void of_clusterOfWhichLittleWasToBeExpected_countsWhole() {
    MicroClusters micro =
        MicroClusters.of(
            3,
            1,
            new double[] {300, 40, 100},
            new double[] {0, 50, 100},
            new double[] {300, 40, 100},
            new double[] {40, 0, 8});

    assertThat(CountedMass.of(micro, LINE, 3)).containsExactly(300, 40, 100);
  }

  @Test
  void of_nothingSeenAtAll_countsWhole() {
    MicroClusters micro = line(List.of(w(300, 0, 300), w(100, 50, 100)));

    assertThat(CountedMass.of(micro, LINE, 2)).containsExactly(300, 100);
  }

  /** Weight, mean, moment. */
  private static double[] w(double weight, double mean, double moment) {
    return new double[] {weight, mean, moment};
  }

  private static MicroClusters line(List<double[]> rows) {
    return MicroClusters.of(
        rows.size(),
        1,
        rows.stream().mapToDouble(row -> row[0]).toArray(),
        rows.stream().mapToDouble(row -> row[1]).toArray(),
        rows.stream().mapToDouble(row -> row[2]).toArray());
  }
}
