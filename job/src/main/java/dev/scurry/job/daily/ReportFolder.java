package dev.scurry.job.daily;

import java.io.Serializable;
import java.util.regex.Pattern;

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

  /** Whether an object of the folder has a checksum in its name. */
  boolean isHashed(String object) {
    return HASHED.matcher(object.substring(object.lastIndexOf('/') + 1)).matches();
  }
}
