package dev.scurry.job.training;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.Settings;
import java.io.Serializable;

/** How a shard learns the points of a window. */
final class ShardLearner implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings.Training training;
  private final int dimensions;

  ShardLearner(Settings settings) {
    this.training = settings.training();
    this.dimensions = settings.features().columns().size();
  }

  /**
   * The shard after a window.
   *
   * @param stored the shard before it, as {@link ShardSnapshot#encode} wrote it; null: nothing yet
   * @param position the window's, in the unit of the half-life
   */
  ShardSnapshot learn(
      byte[] stored, int shard, long windowEnd, long position, WindowPoints.Blocks blocks)
      throws Exception {
    MicroClusters micro = decayed(stored, position);
    WindowPoints points =
        new WindowPoints(dimensions, training.miniBatchSize(), WindowPoints.ROWS_ON_HEAP);
    long[] batches = {0};
    points.read(
        blocks,
        batch ->
            micro.absorb(
                batch,
                metric(micro, batch),
                Seeds.of(training.seed(), shard, windowEnd, batches[0]++)));
    return new ShardSnapshot(position, micro);
  }

  private MicroClusters decayed(byte[] stored, long position) {
    int places = training.microClusters();
    if (stored == null) {
      return new MicroClusters(places, dimensions);
    }
    return ShardSnapshot.decode(stored, places, dimensions)
        .decayedTo(position, new HalfLifeDecay(training.halfLife().amount()));
  }

  /**
   * Standard scaling counts the batch in: a shard that has seen one point knows no deviation, and
   * the deviation after a batch does not depend on where its points go.
   */
  private Metric metric(MicroClusters micro, double[] batch) {
    return training.scaling() == Scaling.STANDARD
        ? Metric.standard(micro, batch)
        : Metric.plain(dimensions);
  }
}
