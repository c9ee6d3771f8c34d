package dev.scurry.job.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Files of the storage that are there whole or not at all: one PUT on an object store, a temporary
 * file and a rename on a local disk.
 */
public final class WholeFile {
  private static final int MOST_READS = 10;

  private WholeFile() {}

  /** Writes a file, or replaces it. */
  public static void write(String uri, byte[] content) throws IOException {
    Path target = new Path(uri);
    FileSystem fileSystem = target.getFileSystem();
    if (fileSystem.isDistributedFS()) {
      put(fileSystem, target, content);
      return;
    }
    Path temporary = new Path(target.getParent(), "." + target.getName() + ".tmp");
    put(fileSystem, temporary, content);
    if (!fileSystem.rename(temporary, target)) {
      throw new IOException("can't rename " + temporary + " to " + target);
    }
  }

  /**
   * What the file holds, or nothing if it is not there. S3A opens an object by asking for its ETag
   * and then for its bytes under that ETag; if it is replaced in between it is read again.
   *
   * @throws IOException if it can't be read, or is replaced each of {@value #MOST_READS} times
   */
  public static Optional<byte[]> read(String uri) throws IOException {
    Path source = new Path(uri);
    for (int reads = 1; ; reads++) {
      try (InputStream in = source.getFileSystem().open(source)) {
        return Optional.of(in.readAllBytes());
      } catch (FileNotFoundException e) {
        return Optional.empty();
      } catch (IOException e) {
        if (!isReplaced(e) || reads == MOST_READS) {
          throw e;
        }
      }
    }
  }

  /** By its name: the class is S3A's own, in the plugin that Flink loads it from. */
  private static boolean isReplaced(IOException e) {
    return e.getClass().getSimpleName().equals("RemoteFileChangedException");
  }

  /** Closes the stream only when all is in it: on S3 it is the closing that publishes. */
  private static void put(FileSystem fileSystem, Path target, byte[] content) throws IOException {
    FSDataOutputStream out = fileSystem.create(target, WriteMode.OVERWRITE);
    out.write(content);
    out.close();
  }
}
