package dev.scurry.job.snapshot;

import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The models below a root. A model is several files, so it is there once the pointer {@code
 * latest.json} says so, which is written last and never turns back. Writing a model again changes
 * nothing: the bytes are the same. A form that can't hold the model is left out.
 */
final class ModelStore {
  private static final Pattern VERSION_FOLDER = Pattern.compile("v\\d{10,}");

  private final String root;
  private final int retain;

  /**
   * @param retain how many versions stay; 0 keeps all
   */
  ModelStore(String root, int retain) {
    this.root = root;
    this.retain = retain;
  }

  /**
   * @param json a {@link ClusterModel}
   */
  void publish(byte[] json) throws IOException {
    ClusterModel model = WireFormat.decode(json, ClusterModel.class);
    String folder = StoragePaths.model(root, model.name(), model.version());
    writeModel(folder, model, json);
    long latest = advanceLatest(model);
    if (retain > 0) {
      removeOld(folder, StoragePaths.model(root, model.name(), latest));
    }
  }

  private static void writeModel(String folder, ClusterModel model, byte[] json)
      throws IOException {
    String flinkMl = folder + "/flink-ml/";
    WholeFile.write(folder + "/model.json", json);
    if (FlinkMlModelFolder.holds(model)) {
      WholeFile.write(flinkMl + FlinkMlModelFolder.DATA, FlinkMlModelFolder.data(model));
      WholeFile.write(flinkMl + FlinkMlModelFolder.METADATA, FlinkMlModelFolder.metadata(model));
    }
    if (SageMakerArtifact.holds(model)) {
      WholeFile.write(folder + "/model.tar.gz", SageMakerArtifact.archive(model));
    }
  }

  /** Returns the version that the pointer has now. */
  private long advanceLatest(ClusterModel model) throws IOException {
    String pointer = StoragePaths.latestModel(root, model.name());
    Optional<LatestModel> before =
        WholeFile.read(pointer).map(json -> WireFormat.decode(json, LatestModel.class));
    if (before.isPresent() && before.get().version() > model.version()) {
      return before.get().version();
    }
    LatestModel latest =
        new LatestModel(
            model.name(),
            model.version(),
            model.trainedThrough(),
            StoragePaths.model("/", model.name(), model.version()).substring(1) + "/model.json",
            WireFormat.VERSION);
    WholeFile.write(pointer, WireFormat.encode(latest));
    return model.version();
  }

  private void removeOld(String written, String latest) throws IOException {
    Path models = new Path(written).getParent();
    FileSystem fileSystem = models.getFileSystem();
    List<String> newestFirst =
        Arrays.stream(fileSystem.listStatus(models))
            .filter(FileStatus::isDir)
            .map(status -> status.getPath().getName())
            .filter(name -> VERSION_FOLDER.matcher(name).matches())
            .sorted(Comparator.reverseOrder())
            .toList();
    for (String name :
        newestFirst.subList(Math.min(retain, newestFirst.size()), newestFirst.size())) {
      if (!written.endsWith("/" + name) && !latest.endsWith("/" + name)) {
        fileSystem.delete(new Path(models, name), true);
      }
    }
  }
}
