package dev.scurry.job.daily;

import dev.scurry.job.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The objects below a root, read and replaced whole through Flink's file systems.
 *
 * <p>On S3 an object is there when its one PUT has ended, so it is written from a finished file
 * and, where that fails, left unclosed: closing would publish what there is. In a local folder it
 * is written under another name, away from the folder that others read, and renamed.
 */
class DayStore implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final String unfinished;

  /**
   * @param root with or without a slash at its end
   * @param unfinished local folder, below the root, of what is being written
   */
  DayStore(String root, String unfinished) {
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.unfinished = unfinished;
  }

  String root() {
    return root;
  }

  /** Of a path below the root: without it. */
  String relative(String path) {
    return path.substring(root.length() + 1);
  }

  boolean exists(String path) throws IOException {
    return files().exists(at(path));
  }

  long length(String path) throws IOException {
    return files().getFileStatus(at(path)).getLen();
  }

  FileStatus status(String path) throws IOException {
    return files().getFileStatus(at(path));
  }

  InputStream open(String path) throws IOException {
    return files().open(at(path));
  }

  /**
   * All of an object, also while it is being replaced.
   *
   * @throws FileNotFoundException if it is not there
   */
  byte[] read(String path) throws IOException {
    String uri = at(path).toString();
    return WholeFile.read(uri).orElseThrow(() -> new FileNotFoundException(uri));
  }

  /** What is in a folder; nothing where it does not exist. */
  FileStatus[] list(String folder) throws IOException {
    try {
      FileStatus[] found = files().listStatus(at(folder));
      return found == null ? new FileStatus[0] : found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  void delete(String path) throws IOException {
    files().delete(at(path), false);
  }

  /** Puts an object in the place of the one before, if there was one. */
  void put(String path, InputStream content) throws IOException {
    FileSystem files = files();
    if (files.isDistributedFS()) {
      write(files, at(path), content);
      return;
    }
    Path written = at(unfinished + "/." + new Path(path).getName() + ".unfinished");
    write(files, written, content);
    if (!files.rename(written, at(path))) {
      throw new IOException("cannot rename " + written + " to " + at(path));
    }
  }

  /** Closes the stream only when all is in it. */
  private static void write(FileSystem files, Path target, InputStream content) throws IOException {
    FSDataOutputStream out = files.create(target, WriteMode.OVERWRITE);
    content.transferTo(out);
    out.close();
  }

  private Path at(String path) {
    return new Path(root + "/" + path);
  }

  private FileSystem files() throws IOException {
    return new Path(root).getFileSystem();
  }
}
