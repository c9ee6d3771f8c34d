package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the manifest of a day's result. */
final class ManifestFile {

  private ManifestFile() {}

  /**
   * @param path below the root of the store
   * @throws UnusableDayException naming the path, if it is no manifest
   */
  static DailyManifest read(DayStore store, String path) throws IOException {
    DailyManifest manifest;
    try {
      manifest = WireFormat.decode(store.read(path), DailyManifest.class);
    } catch (UncheckedIOException e) {
      throw new UnusableDayException(path + " is " + e.getMessage(), e);
    }
    if (manifest == null || manifest.inputs() == null || manifest.outputs() == null) {
      throw new UnusableDayException(path + " lacks its inputs or outputs");
    }
    return manifest;
  }
}
