package dev.scurry.job.daily;

import org.apache.flink.core.fs.FileStatus;

/**
 * The etag of a stored object. Flink's file systems don't pass it on, so it is asked of what their
 * status wraps, by name: the classes are a plugin's.
 */
final class ObjectTag {

  private ObjectTag() {}

  /** Null where the store has none. */
  static String of(FileStatus file) {
    try {
      Object wrapped = file.getClass().getMethod("getInternalFileStatus").invoke(file);
      return (String) wrapped.getClass().getMethod("getEtag").invoke(wrapped);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
