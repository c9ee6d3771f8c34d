package dev.scurry.job.snapshot;

import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.ScurryOptions;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The model that {@code training.warm-start} names: ours, the folder of a Flink ML K-Means model,
 * or the {@code model.tar.gz} of a SageMaker training. One of ours may have other features where
 * training is reset: version and ids go on then.
 */
public final class EarlierModel {

  private final Settings settings;
  private final String place;

  private EarlierModel(Settings settings) {
    this.settings = settings;
    this.place = settings.training().warmStart();
  }

  /**
   * Reads it; empty where none is named.
   *
   * @throws BadSettingsException if it can't be read, or has other features
   */
  public static Optional<ClusterModel> of(Settings settings) {
    if (settings.training().warmStart().isEmpty()) {
      return Optional.empty();
    }
    EarlierModel earlier = new EarlierModel(settings);
    try {
      return Optional.of(earlier.checked(earlier.read()));
    } catch (IOException | RuntimeException e) {
      throw e instanceof BadSettingsException bad ? bad : earlier.problem(e.getMessage());
    }
  }

  private BadSettingsException problem(String what) {
    return new BadSettingsException(
        List.of(ScurryOptions.WARM_START.key() + ": " + place + ": " + what));
  }

  private ClusterModel read() throws IOException {
    if (place.endsWith(".tar.gz")) {
      byte[] archive = StoredModel.bytes(place).orElseThrow(() -> problem("is not there"));
      return foreign(new ForeignModel(SageMakerArtifact.centroids(archive), null));
    }
    Optional<StoredModel> ours = StoredModel.find(place);
    if (ours.isPresent()) {
      return ours(WireFormat.decode(ours.get().json(), ClusterModel.class));
    }
    return foreign(
        FlinkMlModelFolder.read(StoredModel.withoutSlash(place))
            .orElseThrow(() -> problem("there is no model")));
  }

  /** A model of a file of vectors names its columns f0, f1 ...; they are taken in order. */
  private ClusterModel ours(ClusterModel model) {
    if (model.trainedThrough() == null) {
      return foreign(new ForeignModel(model.centroids(), model.weights()));
    }
    List<String> columns = settings.features().columns();
    if (!model.features().equals(columns) && !settings.training().reset()) {
      throw problem(
          "has the features "
              + model.features()
              + ", the settings "
              + columns
              + "; with training.reset only its version and ids go on");
    }
    return model;
  }

  /** Ids from 0 on, version 1, distances as they are; a cluster without a weight weighs 1. */
  private ClusterModel foreign(ForeignModel model) {
    List<String> columns = settings.features().columns();
    int k = model.centroids().length;
    double[] weights = new double[k];
    Arrays.setAll(weights, row -> model.weight(row) > 0 ? model.weight(row) : 1);
    double[] scale = new double[columns.size()];
    Arrays.fill(scale, 1);
    return new ClusterModel(
        settings.name(),
        1,
        null,
        null,
        null,
        columns,
        LongStream.range(0, k).toArray(),
        model.centroids(),
        weights,
        scale,
        0,
        0,
        Map.of(),
        WireFormat.VERSION);
  }

  private ClusterModel checked(ClusterModel model) {
    int dimensions = settings.features().columns().size();
    if (!model.features().equals(settings.features().columns())) {
      return model; // Nothing of it but version and ids is used.
    }
    for (double[] centroid : model.centroids()) {
      if (centroid.length != dimensions) {
        throw problem("has " + centroid.length + " features, the settings have " + dimensions);
      }
    }
    if (model.k() > settings.training().microClusters()) {
      throw problem(
          "has "
              + model.k()
              + " clusters, a shard keeps only "
              + settings.training().microClusters()
              + " micro-clusters");
    }
    return model;
  }
}
