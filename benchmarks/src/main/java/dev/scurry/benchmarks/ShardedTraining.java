package dev.scurry.benchmarks;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.WeightedLloyd;
import java.util.Arrays;
import java.util.List;

/**
 * The streaming job's training without Flink: shards that learn a batch, one after the other, and
 * one reduce after it.
 */
final class ShardedTraining implements StreamTraining {

  private final int dimensions;
  private final LloydOptions options;
  private final HalfLifeDecay decay;
  private final long seed;
  private final MicroClusters[] shards;
  private int learned;
  private double[] previous = new double[0];

  /**
   * @param halfLife in batches
   */
  ShardedTraining(
      int shards, int factor, double halfLife, int dimensions, LloydOptions options, long seed) {
    this.dimensions = dimensions;
    this.options = options;
    this.decay = new HalfLifeDecay(halfLife);
    this.seed = seed;
    this.shards = new MicroClusters[shards];
    Arrays.setAll(this.shards, s -> new MicroClusters(options.k() * factor, dimensions));
  }

  /** Learns a batch: row i goes to shard i mod shards. */
  @Override
  public void learn(double[] rows) {
    learned++;
    for (int shard = 0; shard < shards.length; shard++) {
      learn(shard, rows);
    }
  }

  private void learn(int shard, double[] rows) {
    double[] share = share(shard, rows);
    shards[shard].decay(decay.factor(learned - 1, learned));
    shards[shard].absorb(share, Metric.plain(dimensions), Seeds.of(seed, shard, learned));
  }

  private double[] share(int shard, double[] rows) {
    int count = rows.length / dimensions;
    int mine = (count - shard + shards.length - 1) / shards.length;
    double[] share = new double[mine * dimensions];
    for (int i = 0; i < mine; i++) {
      System.arraycopy(
          rows, (shard + i * shards.length) * dimensions, share, i * dimensions, dimensions);
    }
    return share;
  }

  @Override
  public KMeansModel model() {
    KMeansModel model =
        WeightedLloyd.reduce(
            merged(), Metric.plain(dimensions), options, previous, Seeds.of(seed, learned));
    previous = model.centroids();
    return model;
  }

  MicroClusters merged() {
    return MicroClusters.merge(List.of(shards));
  }
}
