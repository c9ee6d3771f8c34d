package dev.scurry.cli.kmeans;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.job.snapshot.WholeFile;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds a model where a person says it is: a {@code model.json}, the folder that it lies in (of a
 * training or of a stream's snapshot), or a folder whose {@code latest.json} points to one. Local,
 * or in a storage that Flink knows.
 */
public final class ModelLocation {

  private static final String LATEST = "latest.json";

  private ModelLocation() {}

  /**
   * Reads the model.
   *
   * @throws UnusableModelException if there is none, or none that can be used
   */
  public static AssignableModel find(String place) throws IOException {
    String base = place.length() > 1 && place.endsWith("/") ? chop(place) : place;
    if (base.endsWith("/" + LATEST)) {
      return pointedTo(place, base);
    }
    if (base.endsWith(".json") || isLocal(base) && Files.isRegularFile(Path.of(base))) {
      return usable(base, bytes(base).orElseThrow(() -> none(place)));
    }
    String model = base + "/" + ModelFolder.MODEL;
    Optional<byte[]> json = bytes(model);
    if (json.isPresent()) {
      return usable(model, json.get());
    }
    return pointedTo(place, base + "/" + LATEST);
  }

  private static AssignableModel pointedTo(String place, String pointer) throws IOException {
    String folder = pointer.substring(0, pointer.length() - LATEST.length());
    String latest = folder + versionFile(pointer, bytes(pointer).orElseThrow(() -> none(place)));
    return usable(latest, bytes(latest).orElseThrow(() -> none(latest)));
  }

  /** The wire form of a local file. */
  static ClusterModel read(Path file) throws IOException {
    return usable(file.toString(), Files.readAllBytes(file)).wire();
  }

  private static String chop(String place) {
    return place.substring(0, place.length() - 1);
  }

  private static boolean isLocal(String place) {
    return !place.contains("://");
  }

  private static UnusableModelException none(String place) {
    return new UnusableModelException(
        place + ": there is no model (a model.json, a folder with one, or one with a latest.json)");
  }

  private static Optional<byte[]> bytes(String place) throws IOException {
    if (!isLocal(place)) {
      return WholeFile.read(place);
    }
    Path file = Path.of(place);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** Folder and file of the version, which lie beside the pointer. */
  private static String versionFile(String pointer, byte[] json) throws UnusableModelException {
    String path = decoded(pointer, json, LatestModel.class).path();
    String[] parts = path == null ? new String[0] : path.split("/", -1);
    if (parts.length < 2) {
      throw new UnusableModelException(pointer + ": points nowhere");
    }
    return parts[parts.length - 2] + "/" + parts[parts.length - 1];
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
