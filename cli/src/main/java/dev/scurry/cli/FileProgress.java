package dev.scurry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** How far the reading of a file is; silent for one that is read in a moment. */
final class FileProgress implements LongConsumer {

  private static final long SILENT_BYTES = 8L << 20;
  private static final long STEP_BYTES = 1L << 20;

  private final Path file;
  private final long size;
  private final Progress progress;
  private long next = SILENT_BYTES;
  private long before;

  FileProgress(Path file, PrintWriter err) {
    this.file = file;
    this.progress = new Progress(err);
    this.size = file.toFile().length();
  }

  @Override
  public void accept(long bytesRead) {
    if (bytesRead < before) {
      next = SILENT_BYTES + 1; // once more from the start
    }
    before = bytesRead;
    if (bytesRead >= next) {
      next = bytesRead + STEP_BYTES;
      long percent = size == 0 ? 0 : bytesRead * 100 / size;
      progress.now(
          "Reading %s: %,d of %,d MB (%d %%)"
              .formatted(file, bytesRead >> 20, size >> 20, percent));
    }
  }

  /** Ends the line that is written over, if there is one. */
  void done(String what) {
    if (next > SILENT_BYTES) {
      progress.step(what);
    }
  }
}
