package dev.scurry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a demo keeps everything: a new or empty folder. */
record DemoFolder(Path path) {

  /** The given folder, or the first of scurry-demo, scurry-demo-2, ... that is not there yet. */
  static DemoFolder create(Path asked) throws IOException {
    Path folder = (asked == null ? firstFree() : asked).toAbsolutePath().normalize();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailedException(folder + ": is not a folder");
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new CommandFailedException(folder + ": is not empty; the demo needs a new folder");
        }
      }
    }
    return new DemoFolder(Files.createDirectories(folder));
  }

  private static Path firstFree() {
    Path folder = Path.of("scurry-demo");
    for (int number = 2; Files.exists(folder); number++) {
      folder = Path.of("scurry-demo-" + number);
    }
    return folder;
  }

  Path personas() {
    return path.resolve("personas.csv");
  }

  Path assignments() {
    return path.resolve("assignments.jsonl");
  }
}
