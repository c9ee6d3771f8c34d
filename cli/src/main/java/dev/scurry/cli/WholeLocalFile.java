package dev.scurry.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is there whole or not at all: written beside its place and moved there at the end.
 */
final class WholeLocalFile implements Closeable {

  private final Path target;
  private final Path temporary;

  private WholeLocalFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * A place for a file.
   *
   * @throws CommandFailedException if there can't be one
   */
  static WholeLocalFile at(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new CommandFailedException(file + ": is there and is no file");
    }
    try {
      Files.createDirectories(target.getParent());
      Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
      Files.newOutputStream(temporary).close();
      return new WholeLocalFile(target, temporary);
    } catch (IOException e) {
      throw new CommandFailedException(file + ": can't be written: " + e.getMessage());
    }
  }

  OutputStream open() throws IOException {
    return Files.newOutputStream(temporary);
  }

  /** The same, zipped where the file's name ends in .gz; equal content gives equal bytes. */
  OutputStream openZippedByName() throws IOException {
    boolean gzip = target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    return gzip ? new GZIPOutputStream(open(), 1 << 16) : open();
  }

  /** Moves it into place, over what is there. */
  void publish() throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }
}
