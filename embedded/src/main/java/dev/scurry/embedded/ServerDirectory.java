package dev.scurry.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a server keeps on disk: its log and its data. A temporary one goes with its server.
 *
 * @param path an absolute path
 */
record ServerDirectory(Path path, boolean temporary) {

  static ServerDirectory of(Path path) {
    return new ServerDirectory(path.toAbsolutePath().normalize(), false);
  }

  static ServerDirectory temporary(String server) {
    try {
      return new ServerDirectory(Files.createTempDirectory("scurry-" + server + "-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  void deleteIfTemporary() {
    if (temporary) {
      delete(path);
    }
  }

  private static void delete(Path root) {
    try {
      Files.walkFileTree(root, new DeleteEach());
    } catch (NoSuchFileException gone) {
      // Closed twice.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class DeleteEach extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
