package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

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
    Path pointer = new Path(StoragePaths.latestModel(settings.snapshot().root(), settings.name()));
    FileSystem storage = FileSystem.get(URI.create(settings.snapshot().root()));
    if (!storage.exists(pointer)) {
      return 0;
    }
    try (FSDataInputStream in = storage.open(pointer)) {
      return WireFormat.decode(in.readAllBytes(), LatestModel.class).version();
    }
  }
}
