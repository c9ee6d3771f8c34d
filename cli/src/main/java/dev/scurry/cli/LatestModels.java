package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds the newest model that a job has published. */
final class LatestModels {

  private LatestModels() {}

  /** The newest in the models topic. */
  static Optional<ClusterModel> inTopic(Settings settings) {
    AtomicReference<ClusterModel> newest = new AtomicReference<>();
    new TopicReader(settings.kafka())
        .read(
            settings.sink().topicPrefix() + Channel.MODELS.topic(),
            json -> {
              ClusterModel model = WireFormat.decode(json, ClusterModel.class);
              boolean newer = newest.get() == null || model.version() > newest.get().version();
              if (newer && model.name().equals(settings.name())) {
                newest.set(model);
              }
            });
    return Optional.ofNullable(newest.get());
  }

  /** The version that the pointer in storage names; 0 where there is none. */
  static long versionInStorage(Settings settings) throws IOException {
    return WholeFile.read(StoragePaths.latestModel(settings.snapshot().root(), settings.name()))
        .map(json -> WireFormat.decode(json, LatestModel.class).version())
        .orElse(0L);
  }
}
