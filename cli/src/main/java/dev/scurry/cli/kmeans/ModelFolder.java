package dev.scurry.cli.kmeans;

import dev.scurry.job.snapshot.FlinkMlModelFolder;
import dev.scurry.job.snapshot.SageMakerArtifact;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that a training leaves behind: {@code model.json}, the folder {@code flink-ml} and
 * SageMaker's {@code model.tar.gz}; of the last two only what can hold the model. It is there whole
 * or not at all; a model that lies there already is replaced, anything else is left alone.
 */
public final class ModelFolder {

  static final String MODEL = "model.json";
  private static final String FLINK_ML = "flink-ml";
  private static final String SAGEMAKER = "model.tar.gz";
  private static final Set<String> PARTS = Set.of(MODEL, FLINK_ML, SAGEMAKER);

  private final Path folder;

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder that may be written.
   *
   * @throws UnusableModelException if something lies there that is no model of a training
   */
  public static ModelFolder at(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UnusableModelException(folder + ": is not a folder");
    }
    if (Files.isDirectory(folder)) {
      refuseWhatIsNoModel(folder);
    }
    refuseWhatCannotBeWritten(folder);
    return new ModelFolder(folder);
  }

  private static void refuseWhatCannotBeWritten(Path folder) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(target.getParent());
      Files.delete(Files.createDirectory(sibling(target, ".new")));
    } catch (IOException e) {
      throw new UnusableModelException(folder + ": can't be written: " + e.getMessage(), e);
    }
  }

  private static void refuseWhatIsNoModel(Path folder) throws IOException {
    List<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    if (there.isEmpty()) {
      return;
    }
    boolean foreign = !PARTS.containsAll(there) || !there.contains(MODEL);
    if (foreign || ModelLocation.read(folder.resolve(MODEL)).trainedThrough() != null) {
      throw new UnusableModelException(
          folder
              + ": is not empty and no model of train; a model goes to a new or an empty folder, or replaces one");
    }
  }

  /** Writes a model beside the folder, then moves it into place. */
  public void write(ClusterModel model) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    Files.createDirectories(target.getParent());
    Path fresh = sibling(target, ".new");
    Path old = sibling(target, ".old");
    try {
      writeParts(fresh, model);
      replace(target, fresh, old);
    } finally {
      FileTree.delete(fresh);
    }
    FileTree.delete(old);
  }

  private static void replace(Path target, Path fresh, Path old) throws IOException {
    if (!Files.exists(target)) {
      Files.move(fresh, target);
      return;
    }
    Files.move(target, old);
    try {
      Files.move(fresh, target);
    } catch (IOException e) {
      Files.move(old, target);
      throw e;
    }
  }

  private static Path sibling(Path target, String suffix) throws IOException {
    Path sibling = target.resolveSibling("." + target.getFileName() + suffix);
    FileTree.delete(sibling);
    return sibling;
  }

  /** What is left out of the folder of a model, and why; a line each. */
  public static List<String> leftOut(ClusterModel model) {
    List<String> lines = new ArrayList<>();
    if (!FlinkMlModelFolder.holds(model)) {
      lines.add(FLINK_ML + " is left out: Flink ML's KMeansModel refuses k = 1");
    }
    if (!SageMakerArtifact.holds(model)) {
      lines.add(SAGEMAKER + " is left out: a coordinate is beyond its single precision");
    }
    return lines;
  }

  private static void writeParts(Path folder, ClusterModel model) throws IOException {
    Files.createDirectories(folder);
    if (FlinkMlModelFolder.holds(model)) {
      writeFlinkMl(folder, model);
    }
    if (SageMakerArtifact.holds(model)) {
      Files.write(folder.resolve(SAGEMAKER), SageMakerArtifact.archive(model));
    }
    Files.write(folder.resolve(MODEL), WireFormat.encode(model));
  }

  private static void writeFlinkMl(Path folder, ClusterModel model) throws IOException {
    Path data = folder.resolve(FLINK_ML).resolve(FlinkMlModelFolder.DATA);
    Files.createDirectories(data.getParent());
    Files.write(data, FlinkMlModelFolder.data(model));
    Files.write(
        folder.resolve(FLINK_ML).resolve(FlinkMlModelFolder.METADATA),
        FlinkMlModelFolder.metadata(model));
  }
}
