package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.WeightedLloyd;
import dev.scurry.clustering.judging.AutoK;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.clustering.judging.KSelectionOptions;
import java.util.ArrayList;
import java.util.List;

/** Training with {@code k: auto}: the advice of every batch, followed with hysteresis. */
final class AutoTraining implements StreamTraining {

  private final ShardedTraining shards;
  private final Metric metric;
  private final int[] range;
  private final long seed;
  private final List<Integer> chosen = new ArrayList<>();
  private AutoK auto = AutoK.start();
  private double[] previous = new double[0];

  /**
   * @param range the least and the greatest k
   */
  AutoTraining(int[] range, int shards, double halfLife, int dimensions, long seed) {
    LloydOptions most = options(range[1]);
    this.shards = new ShardedTraining(shards, 10, halfLife, dimensions, most, seed);
    this.metric = Metric.plain(dimensions);
    this.range = range.clone();
    this.seed = seed;
  }

  private static LloydOptions options(int k) {
    return new LloydOptions(k, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);
  }

  @Override
  public void learn(double[] rows) {
    shards.learn(rows);
  }

  @Override
  public KMeansModel model() {
    MicroClusters micro = shards.merged();
    KSelectionOptions options = KSelectionOptions.quick(range[0], range[1], seed);
    auto = auto.advised(KSelection.of(micro, metric, options).recommended());
    chosen.add(auto.k().getAsInt());
    KMeansModel model =
        WeightedLloyd.reduce(
            micro, metric, options(auto.k().getAsInt()), previous, Seeds.of(seed, chosen.size()));
    previous = model.centroids();
    return model;
  }

  double shareOf(int least, int most) {
    return chosen.stream().filter(k -> k >= least && k <= most).count() / (double) chosen.size();
  }
}
