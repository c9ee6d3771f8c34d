package dev.scurry.job.training;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.WeightedLloyd;
import dev.scurry.job.config.ScurryOptions.InitMethod;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the model of a window from the shards as they last were. */
final class ModelReducer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final TrainingParameters parameters;

  ModelReducer(Settings settings) {
    this.settings = settings;
    this.parameters = new TrainingParameters(settings);
  }

  /**
   * The model that follows.
   *
   * @param shards every shard that ever had features, in shard order, as {@link ShardSnapshot}
   *     wrote it
   * @param position of the window, in the unit of the half-life
   * @param previous null for the first model
   * @throws IllegalStateException if the state was made with other settings
   */
  PublishedModel reduce(
      List<byte[]> shards, long windowEnd, long position, PublishedModel previous) {
    MicroClusters current = alignedAt(position, shards);
    KMeansModel before = previous == null ? null : checked(previous).mathematics();
    KMeansModel after =
        WeightedLloyd.reduce(
            current,
            metric(current),
            options(),
            before == null ? new double[0] : before.centroids(),
            Seeds.of(settings.training().seed(), windowEnd));
    ClusterIdentity identity =
        before == null
            ? ClusterIdentity.first(after.k())
            : previous.identity().next(current, before, after);
    int[] order = identity.order();
    return publish(
        after.reordered(order),
        identity.reordered(order),
        windowEnd,
        previous == null ? 1 : previous.wire().version() + 1);
  }

  private PublishedModel checked(PublishedModel previous) {
    parameters.requireCompatible(previous.wire());
    return previous;
  }

  private MicroClusters alignedAt(long position, List<byte[]> shards) {
    HalfLifeDecay decay = new HalfLifeDecay(settings.training().halfLife().amount());
    List<MicroClusters> aligned = new ArrayList<>();
    for (byte[] shard : shards) {
      aligned.add(
          ShardSnapshot.decode(shard, settings.training().microClusters(), dimensions())
              .decayedTo(position, decay));
    }
    return MicroClusters.merge(aligned);
  }

  private int dimensions() {
    return settings.features().columns().size();
  }

  private Metric metric(MicroClusters current) {
    return settings.training().scaling() == Scaling.STANDARD
        ? Metric.standard(current)
        : Metric.plain(dimensions());
  }

  private LloydOptions options() {
    Settings.Training training = settings.training();
    return new LloydOptions(
        training.k(),
        training.localLloydInitMethod() == InitMethod.RANDOM
            ? LloydOptions.Start.RANDOM
            : LloydOptions.Start.KMEANS_PLUS_PLUS,
        training.localLloydMaxIter(),
        training.localLloydNumTrials(),
        training.localLloydTol());
  }

  private PublishedModel publish(
      KMeansModel model, ClusterIdentity identity, long windowEnd, long version) {
    double[][] centroids = new double[model.k()][];
    for (int row = 0; row < centroids.length; row++) {
      centroids[row] = model.centroid(row);
    }
    ClusterModel wire =
        new ClusterModel(
            settings.name(),
            version,
            Instant.ofEpochMilli(windowEnd).toString(),
            settings.features().window().sizeMs(),
            settings.features().window().slideMs(),
            settings.features().columns(),
            identity.ids(),
            centroids,
            model.weights(),
            model.metric().scale(),
            model.msd(),
            model.ssd(),
            parameters.asStrings(),
            WireFormat.VERSION);
    return new PublishedModel(wire, identity.nextId());
  }
}
