package dev.scurry.job.training;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.WeightedLloyd;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Makes the model of a window from the shards as they last were. */
final class ModelReducer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final TrainingParameters parameters;
  private final KChooser chooser;
  private final long trainedWith;
  private final WarmStart warmStart;

  ModelReducer(Settings settings, WarmStart warmStart) {
    this.settings = settings;
    this.parameters = new TrainingParameters(settings);
    this.chooser = new KChooser(settings);
    this.trainedWith = TrainedWith.of(settings).fingerprint();
    this.warmStart = warmStart;
  }

  /** The model that follows while nobody commands otherwise. */
  PublishedModel reduce(
      List<byte[]> shards, long windowEnd, long position, PublishedModel previous) {
    return reduce(shards, windowEnd, position, previous, Course.OF_SETTINGS);
  }

  /**
   * The model that follows.
   *
   * @param shards every shard that ever had features, in shard order, as {@link ShardReport} wrote
   *     it; what was trained with other settings is left out
   * @param position of the window, in the unit of the half-life
   * @param published before; null for the first model, which follows the one of the warm start; of
   *     one of other settings only version and ids go on
   */
  PublishedModel reduce(
      List<byte[]> shards, long windowEnd, long position, PublishedModel published, Course course) {
    PublishedModel previous = published == null ? warmStart.published() : published;
    List<ShardReport> reports = current(shards);
    PublishedModel before = isOfTheseSettings(previous) ? previous : null;
    MicroClusters micro = alignedAt(position, reports, course);
    Metric metric = metric(micro);
    KChoice choice =
        chooser.next(micro, metric, windowEnd, before == null ? null : before.choice(), course);
    KMeansModel last = before == null ? null : before.mathematics();
    KMeansModel model =
        WeightedLloyd.reduce(
            micro,
            metric,
            options(choice.k()),
            last == null ? new double[0] : last.centroids(),
            Seeds.of(settings.training().seed(), windowEnd));
    ClusterIdentity identity = identity(micro, last, model, before, previous);
    int[] order = identity.order();
    Window window = new Window(micro, reports, windowEnd, choice, course);
    return publish(window, model.reordered(order), identity.reordered(order), before, previous);
  }

  private List<ShardReport> current(List<byte[]> shards) {
    return shards.stream()
        .map(ShardReport::decode)
        .filter(report -> report.snapshot().trainedWith() == trainedWith)
        .toList();
  }

  private boolean isOfTheseSettings(PublishedModel previous) {
    return previous != null && previous.trainedWith() == trainedWith;
  }

  private MicroClusters alignedAt(long position, List<ShardReport> reports, Course course) {
    HalfLifeDecay decay = new HalfLifeDecay(course.halfLife(settings).amount());
    return MicroClusters.merge(
        reports.stream().map(report -> report.snapshot().decayedTo(position, decay)).toList());
  }

  private Metric metric(MicroClusters current) {
    return settings.training().scaling() == Scaling.STANDARD
        ? Metric.standard(current)
        : Metric.plain(current.dimensions());
  }

  private LloydOptions options(int k) {
    Settings.Training training = settings.training();
    return new LloydOptions(
        k,
        ShardLearner.start(training.localLloydInitMethod()),
        training.localLloydMaxIter(),
        training.localLloydNumTrials(),
        training.localLloydTol());
  }

  private static ClusterIdentity identity(
      MicroClusters micro,
      KMeansModel last,
      KMeansModel model,
      PublishedModel before,
      PublishedModel previous) {
    return before == null
        ? ClusterIdentity.from(previous == null ? 0 : previous.nextClusterId(), model.k())
        : before.identity().next(micro, last, model);
  }

  /** What a model is made of, beside the model itself. */
  private record Window(
      MicroClusters micro, List<ShardReport> reports, long end, KChoice choice, Course course) {}

  private PublishedModel publish(
      Window window,
      KMeansModel model,
      ClusterIdentity identity,
      PublishedModel before,
      PublishedModel previous) {
    KMeansModel last = before == null ? null : before.mathematics();
    double[][] centroids = new double[model.k()][];
    Arrays.setAll(centroids, model::centroid);
    ClusterModel wire =
        new ClusterModel(
            settings.name(),
            previous == null ? 1 : previous.wire().version() + 1,
            Instant.ofEpochMilli(window.end()).toString(),
            settings.features().window().sizeMs(),
            settings.features().window().slideMs(),
            settings.features().columns(),
            identity.ids(),
            identity.nextId(),
            centroids,
            model.weights(),
            model.metric().scale(),
            model.msd(),
            model.ssd(),
            Annotations.testMsd(window.reports(), window.end(), last),
            Annotations.spread(window.micro(), model),
            Annotations.distances(
                window.reports(), window.end() - settings.features().window().sizeMs(), model),
            window.choice().advice(),
            Annotations.lineage(
                window.micro(), last, before == null ? null : before.identity(), model, identity),
            Annotations.doctor(window.reports(), window.end()),
            parameters.asStrings(window.course().k(settings), window.course().halfLife(settings)),
            WireFormat.VERSION);
    return new PublishedModel(wire, window.choice(), trainedWith);
  }
}
