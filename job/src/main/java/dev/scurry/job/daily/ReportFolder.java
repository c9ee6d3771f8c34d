package dev.scurry.job.daily;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;

/**
 * The folder of the day's report: the manifest, and beside it objects whose names end with the
 * checksum of what they hold.
 *
 * @param path below the root
 */
record ReportFolder(String path) implements Serializable {

  private static final Pattern HASHED = Pattern.compile("[a-z-]+-[0-9a-f]{16}(\\.[a-z]+){1,2}");

  String manifest() {
    return path + "/manifest.json";
  }

  /** How the name of an object begins. */
  String prefix(String name) {
    return path + "/" + name;
  }

  /** Removes what former runs left. */
  void deleteAllBut(Collection<String> current, DayStore store) throws IOException {
    for (FileStatus file : store.list(path)) {
      String name = file.getPath().getName();
      String object = prefix(name);
      if (!file.isDir() && HASHED.matcher(name).matches() && !current.contains(object)) {
        store.delete(object);
      }
    }
  }
}
