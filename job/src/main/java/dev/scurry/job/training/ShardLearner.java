package dev.scurry.job.training;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.job.config.ScurryOptions.InitMethod;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.DoctorActs;
import java.io.Serializable;

/** How a shard learns the points of a window. */
final class ShardLearner implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final int dimensions;
  private final long trainedWith;
  private final WarmStart warmStart;

  ShardLearner(Settings settings, WarmStart warmStart) {
    this.settings = settings;
    this.dimensions = settings.features().columns().size();
    this.trainedWith = TrainedWith.of(settings).fingerprint();
    this.warmStart = warmStart;
  }

  /**
   * The shard after a window.
   *
   * @param stored the shard before it, as {@link ShardSnapshot#encode} wrote it; null: nothing yet
   * @param position the window's, in the unit of the half-life
   */
  ShardReport learn(
      byte[] stored,
      int shard,
      long windowEnd,
      long position,
      WindowPoints.Blocks blocks,
      Course course)
      throws Exception {
    ShardSnapshot before = before(stored, position);
    MicroClusters micro = before.micro();
    int held = micro.size();
    before.decayedTo(position, new HalfLifeDecay(course.halfLife(settings).amount()));
    int left = micro.size();
    WindowSample sample = new WindowSample(windowEnd, dimensions, WindowSample.SIZE);
    learn(micro, Seeds.of(settings.training().seed(), shard, windowEnd), blocks, sample);
    return new ShardReport(
        new ShardSnapshot(trainedWith, position, micro),
        windowEnd,
        new DoctorActs(Math.max(0, micro.size() - left), micro.relocations(), held - left),
        sample.rows());
  }

  private ShardSnapshot before(byte[] stored, long position) {
    if (stored == null) {
      return warmStart.shard(position);
    }
    ShardSnapshot before = ShardSnapshot.decode(stored);
    return before.trainedWith() == trainedWith ? before : WarmStart.none(settings).shard(position);
  }

  private void learn(
      MicroClusters micro, long seed, WindowPoints.Blocks blocks, WindowSample sample)
      throws Exception {
    LloydOptions.Start start = start(settings.training().initMethod());
    long[] batches = {0};
    BlockBytes form = new BlockBytes(trainedWith, dimensions);
    new WindowPoints(form, settings.training().miniBatchSize(), WindowPoints.ROWS_ON_HEAP)
        .read(
            blocks,
            (batch, users) -> {
              sample.offer(batch, users);
              micro.absorb(batch, metric(micro, batch), start, Seeds.of(seed, batches[0]++));
            });
  }

  static LloydOptions.Start start(InitMethod method) {
    return method == InitMethod.RANDOM
        ? LloydOptions.Start.RANDOM
        : LloydOptions.Start.KMEANS_PLUS_PLUS;
  }

  /**
   * Standard scaling counts the batch in: a shard that has seen one point knows no deviation, and
   * the deviation after a batch does not depend on where its points go.
   */
  private Metric metric(MicroClusters micro, double[] batch) {
    return settings.training().scaling() == Scaling.STANDARD
        ? Metric.standard(micro, batch)
        : Metric.plain(dimensions);
  }
}
