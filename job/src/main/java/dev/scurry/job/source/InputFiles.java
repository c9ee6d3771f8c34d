package dev.scurry.job.source;

import dev.scurry.job.config.BadSettingsException;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds the files that the paths of an input stand for. */
final class InputFiles {
  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(Path::getName).thenComparing(Path::toString);

  private InputFiles() {}

  /**
   * The files, in the order in which they are read: by name, then by path.
   *
   * @throws BadSettingsException if a path does not exist, has a name that tells no form, or is a
   *     folder without any file of a known form
   */
  static List<Path> of(FileInput input) {
    List<Path> files = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String path : input.paths()) {
      try {
        files.addAll(filesOf(qualified(path), problems));
      } catch (IOException e) {
        problems.add("input " + path + " can't be read: " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadSettingsException(problems);
    }
    return files.stream().distinct().sorted(BY_NAME).toList();
  }

  private static List<Path> filesOf(Path path, List<String> problems) throws IOException {
    FileSystem files = path.getFileSystem();
    if (!files.exists(path)) {
      problems.add("input " + path.getPath() + ": no such file");
      return List.of();
    }
    List<Path> found =
        files.getFileStatus(path).isDir() ? listed(files.listStatus(path)) : List.of(path);
    if (found.isEmpty() || !InputFile.isKnown(found.get(0).getName())) {
      problems.add(
          "input "
              + path.getPath()
              + ": neither .csv nor .jsonl, .ndjson, .json, or those with .gz");
    }
    return found;
  }

  private static List<Path> listed(FileStatus[] folder) {
    List<Path> known = new ArrayList<>();
    for (FileStatus status : folder) {
      if (!status.isDir() && InputFile.isKnown(status.getPath().getName())) {
        known.add(status.getPath());
      }
    }
    return known;
  }

  private static Path qualified(String path) {
    return path.contains("://") || path.startsWith("file:")
        ? new Path(path)
        : new Path(Paths.get(path).toAbsolutePath().normalize().toUri());
  }
}
