package dev.scurry.job.training;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * The earlier model, if there is one, from which training starts where nothing was learned yet. Of
 * one with other features only version and ids go on.
 */
final class WarmStart implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final long trainedWith;
  private static final long OTHER_FEATURES = 0;

  private final byte[] json;
  private final boolean serves;

  private WarmStart(Settings settings, ClusterModel model) {
    this.settings = settings;
    this.trainedWith = TrainedWith.of(settings).fingerprint();
    this.json = model == null ? null : WireFormat.encode(model);
    this.serves = model != null && model.features().equals(settings.features().columns());
  }

  static WarmStart of(Settings settings, Optional<ClusterModel> model) {
    return new WarmStart(settings, model.orElse(null));
  }

  static WarmStart none(Settings settings) {
    return of(settings, Optional.empty());
  }

  private ClusterModel model() {
    return WireFormat.decode(json, ClusterModel.class);
  }

  /** Whether there is one that can assign users and be learned on from. */
  boolean serves() {
    return serves;
  }

  /** The model before the first; null where there is none. */
  PublishedModel published() {
    return json == null
        ? null
        : new PublishedModel(model(), null, serves ? trainedWith : OTHER_FEATURES);
  }

  /** The same as what serves until there is another; null where there is none. */
  ModelUpdate update() {
    return serves
        ? new ModelUpdate(model().version(), ModelUpdate.NO_WINDOW, json, 0, false, true)
        : null;
  }

  /**
   * A shard that has learned nothing: it holds its equal part of each cluster, as of the window
   * that the model was trained through, or else as of now.
   *
   * @param position of the window that it is about to learn
   */
  ShardSnapshot shard(long position) {
    int places = settings.training().microClusters();
    int dimensions = settings.features().columns().size();
    if (!serves) {
      return new ShardSnapshot(trainedWith, position, new MicroClusters(places, dimensions));
    }
    ClusterModel model = model();
    double[] weights = new double[model.k()];
    double[] means = new double[model.k() * dimensions];
    double[] moments = new double[means.length];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = model.weights()[row] / settings.training().shards();
      for (int f = 0; f < dimensions; f++) {
        double deviation = model.spread() == null ? 0 : model.spread()[row][f];
        means[row * dimensions + f] = model.centroids()[row][f];
        moments[row * dimensions + f] = weights[row] * deviation * deviation;
      }
    }
    return new ShardSnapshot(
        trainedWith,
        Math.min(position, positionOf(model, position)),
        MicroClusters.of(places, dimensions, weights, means, moments));
  }

  private long positionOf(ClusterModel model, long now) {
    if (model.trainedThrough() == null
        || settings.training().halfLife().unit() == HalfLife.Unit.POINTS) {
      return now;
    }
    long windowEnd = Instant.parse(model.trainedThrough()).toEpochMilli();
    return new Positions(settings).of(windowEnd, now);
  }
}
