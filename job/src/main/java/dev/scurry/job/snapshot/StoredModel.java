package dev.scurry.job.snapshot;

import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code model.json} where a person says it is: the file, the folder that it lies in (of a
 * training or of a stream's snapshot), or a folder whose {@code latest.json} points to one. Local,
 * or in a storage that Flink knows.
 *
 * @param file where it lies
 * @param json what it holds
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StoredModel(String file, byte[] json) {

  private static final String MODEL = "model.json";
  private static final String LATEST = "latest.json";

  /**
   * Finds it; empty where there is none.
   *
   * @throws IOException if the storage can't be read, or the pointer points nowhere
   */
  public static Optional<StoredModel> find(String place) throws IOException {
    String base = withoutSlash(place);
    if (base.endsWith("/" + LATEST)) {
      return pointedTo(base);
    }
    if (base.endsWith(".json") || isLocal(base) && Files.isRegularFile(Path.of(base))) {
      return at(base);
    }
    Optional<StoredModel> inFolder = at(base + "/" + MODEL);
    return inFolder.isPresent() ? inFolder : pointedTo(base + "/" + LATEST);
  }

  static String withoutSlash(String place) {
    return place.length() > 1 && place.endsWith("/")
        ? place.substring(0, place.length() - 1)
        : place;
  }

  private static Optional<StoredModel> pointedTo(String pointer) throws IOException {
    Optional<byte[]> json = bytes(pointer);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    String folder = pointer.substring(0, pointer.length() - LATEST.length());
    return at(folder + versionFile(pointer, json.get()));
  }

  /** Folder and file of the version, which lie beside the pointer. */
  private static String versionFile(String pointer, byte[] json) throws IOException {
    String path;
    try {
      path = WireFormat.decode(json, LatestModel.class).path();
    } catch (UncheckedIOException e) {
      throw new IOException(pointer + ": is no pointer to a model", e);
    }
    String[] parts = path == null ? new String[0] : path.split("/", -1);
    if (parts.length < 2) {
      throw new IOException(pointer + ": points nowhere");
    }
    return parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private static Optional<StoredModel> at(String file) throws IOException {
    return bytes(file).map(json -> new StoredModel(file, json));
  }

  private static boolean isLocal(String place) {
    return !place.contains("://");
  }

  /** What a file holds, local or not; empty where it is not there. */
  static Optional<byte[]> bytes(String place) throws IOException {
    if (!isLocal(place)) {
      return WholeFile.read(place);
    }
    Path file = Path.of(place);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }
}
