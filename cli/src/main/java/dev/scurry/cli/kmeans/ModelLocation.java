package dev.scurry.cli.kmeans;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.job.snapshot.StoredModel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a model of ours where a person says it is; see {@link StoredModel}. */
public final class ModelLocation {

  private ModelLocation() {}

  /**
   * Reads the model.
   *
   * @throws UnusableModelException if there is none, or none that can be used
   */
  public static AssignableModel find(String place) throws IOException {
    StoredModel stored = StoredModel.find(place).orElseThrow(() -> none(place));
    return usable(stored.file(), stored.json());
  }

  private static UnusableModelException none(String place) {
    return new UnusableModelException(
        place + ": there is no model (a model.json, a folder with one, or one with a latest.json)");
  }

  /** The wire form of a local file. */
  static ClusterModel read(Path file) throws IOException {
    return usable(file.toString(), Files.readAllBytes(file)).wire();
  }

  private static AssignableModel usable(String file, byte[] json) throws UnusableModelException {
    ClusterModel wire = decoded(file, json, ClusterModel.class);
    if (wire.format() > WireFormat.VERSION) {
      throw new UnusableModelException(
          file + ": has format " + wire.format() + ", which is newer than this program");
    }
    try {
      KMeansModel model = VectorModels.mathematics(wire);
      return new AssignableModel(wire, model);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnusableModelException(file + ": is no usable model: " + e.getMessage(), e);
    }
  }

  private static <T> T decoded(String file, byte[] json, Class<T> type)
      throws UnusableModelException {
    try {
      return WireFormat.decode(json, type);
    } catch (UncheckedIOException e) {
      throw new UnusableModelException(file + ": is no model: it can't be read as JSON of one", e);
    }
  }
}
