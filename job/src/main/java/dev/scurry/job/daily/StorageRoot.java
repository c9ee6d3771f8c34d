package dev.scurry.job.daily;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where data lie, as a person types it: a URI, or a folder of this machine. */
public final class StorageRoot {

  private static final String LOCAL = "file://";

  private StorageRoot() {}

  /** As a URI for Flink, which takes a path as it stands: nothing in it is percent-encoded. */
  public static String of(String typed) {
    return typed.contains("://") ? typed : LOCAL + Path.of(typed).toAbsolutePath().normalize();
  }

  /** Whether it is a folder of this machine that does not exist. */
  public static boolean isMissingFolder(String uri) {
    return uri.startsWith(LOCAL) && !Files.isDirectory(Path.of(uri.substring(LOCAL.length())));
  }
}
