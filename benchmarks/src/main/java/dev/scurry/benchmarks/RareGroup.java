package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Nine groups, one of them 0.5 % of the mass and 10 deviations from the next, and 2 % outliers. */
final class RareGroup {

  private static final int D = 16;
  private static final double[] SHARES = {.245, .2, .15, .10, .08, .07, .05, .10, .005};
  private static final int BATCH = 10_000;

  private final long seed;
  private final SplittableRandom random;
  private final double[] centres;

  RareGroup(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.centres = Recipes.gaussian(random, SHARES.length * D, 4);
    double[] direction = Recipes.gaussian(random, D, 1);
    double length = Math.sqrt(Arrays.stream(direction).map(x -> x * x).sum());
    for (int f = 0; f < D; f++) {
      centres[(SHARES.length - 1) * D + f] = centres[f] + 10 * direction[f] / length;
    }
  }

  /** In how many windows a centroid is within 2 deviations of the small group. */
  int windowsKept(int shards, int windows) {
    LloydOptions options =
        new LloydOptions(SHARES.length, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);
    ShardedTraining training = new ShardedTraining(shards, 10, 5, D, options, seed);
    double[] rare = Arrays.copyOfRange(centres, (SHARES.length - 1) * D, SHARES.length * D);
    int kept = 0;
    for (int window = 0; window < windows; window++) {
      training.learn(rows());
      KMeansModel model = training.model();
      kept += model.distanceToCluster(rare, model.closestCluster(rare)) < 2 ? 1 : 0;
    }
    return kept;
  }

  private double[] rows() {
    double[] rows = new double[BATCH * D];
    for (int i = 0; i < BATCH; i++) {
      boolean outlier = random.nextDouble() < .02;
      int group = Recipes.pick(SHARES, random);
      for (int f = 0; f < D; f++) {
        rows[i * D + f] =
            outlier ? random.nextDouble(-30, 30) : centres[group * D + f] + random.nextGaussian();
      }
    }
    return rows;
  }
}
