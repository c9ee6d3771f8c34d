package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A group of 0.5 % of the mass, 10 deviations from the nearest of eight others, beside 2 % uniform
 * outliers, in 16 shards: every micro-cluster of it is light, and so are those of the outliers.
 */
class SmallGroupTest {

  private static final int D = 16;
  private static final int SHARDS = 16;
  private static final int ROWS = 10_000;
  private static final double[] SHARES = {.245, .2, .15, .10, .08, .07, .05, .10, .005};
  private static final LloydOptions OPTIONS =
      new LloydOptions(9, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void reduce_ofSixteenShards_keepsTheCentroidOfASmallGroup(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] centres = centres(random);
    HalfLifeDecay decay = new HalfLifeDecay(5);
    MicroClusters[] shards = new MicroClusters[SHARDS];
    Arrays.setAll(shards, shard -> new MicroClusters(90, D));
    double[] previous = {};
    for (int window = 1; window <= 8; window++) {
      learn(shards, rows(random, centres), decay, window);
      MicroClusters all = MicroClusters.merge(List.of(shards));
      KMeansModel model = WeightedLloyd.reduce(all, Metric.plain(D), OPTIONS, previous, window);
      previous = model.centroids();

      for (int group = 0; group < SHARES.length; group++) {
        double[] centre = Arrays.copyOfRange(centres, group * D, (group + 1) * D);
        assertThat(model.distanceToCluster(centre, model.closestCluster(centre)))
            .as("group %d after window %d", group, window)
            .isLessThan(2);
      }
    }
  }

  private static double[] centres(SplittableRandom random) {
    double[] centres = new double[SHARES.length * D];
    Arrays.setAll(centres, i -> 4 * random.nextGaussian());
    int small = (SHARES.length - 1) * D;
    for (int f = 0; f < D; f++) {
      centres[small + f] = centres[f] + 2.5 * (random.nextBoolean() ? 1 : -1);
    }
    return centres;
  }

  private static void learn(
      MicroClusters[] shards, double[] rows, HalfLifeDecay decay, int window) {
    for (int shard = 0; shard < SHARDS; shard++) {
      double[] share = new double[ROWS / SHARDS * D];
      for (int i = 0; i < ROWS / SHARDS; i++) {
        System.arraycopy(rows, (i * SHARDS + shard) * D, share, i * D, D);
      }
      shards[shard].decay(decay.factor(window - 1, window));
      shards[shard].absorb(share, Metric.plain(D), Seeds.of(shard, window));
    }
  }

  private static double[] rows(SplittableRandom random, double[] centres) {
    double[] rows = new double[ROWS * D];
    for (int i = 0; i < ROWS; i++) {
      boolean outlier = random.nextDouble() < .02;
      int group = DistanceSampling.pick(SHARES, random);
      for (int f = 0; f < D; f++) {
        rows[i * D + f] =
            outlier ? random.nextDouble(-30, 30) : centres[group * D + f] + random.nextGaussian();
      }
    }
    return rows;
  }
}
