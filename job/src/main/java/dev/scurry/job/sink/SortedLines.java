package dev.scurry.job.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.code.externalsorting.ExternalSort;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/** Sorts the lines of several files into one, in bounded memory. */
final class SortedLines {
  private static final long MEMORY_BYTES = 64L << 20;
  private static final int MOST_RUNS = 1024;

  private SortedLines() {}

  /**
   * Writes every line of the files to {@code target}, in the order of their UTF-16 code units, each
   * ended by a line feed. Equal lines are all kept.
   *
   * @param temporary an existing folder for sorted runs, which are deleted
   */
  static void merge(List<Path> files, Path target, Path temporary) throws IOException {
    merge(files, target, temporary, MEMORY_BYTES);
  }

  static void merge(List<Path> files, Path target, Path temporary, long memoryBytes)
      throws IOException {
    Comparator<String> order = Comparator.naturalOrder();
    List<File> runs =
        ExternalSort.sortInBatch(
            reader(files),
            totalBytes(files),
            order,
            MOST_RUNS,
            memoryBytes,
            UTF_8,
            temporary.toFile(),
            false,
            0,
            false,
            false);
    ExternalSort.mergeSortedFiles(
        runs, new LineFeedWriter(Files.newBufferedWriter(target)), order, UTF_8, false, false);
  }

  private static long totalBytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static BufferedReader reader(List<Path> files) {
    return new BufferedReader(
        new InputStreamReader(new SequenceInputStream(new OneByOne(files.iterator())), UTF_8));
  }

  /** Opens a file when the one before has been read. */
  private record OneByOne(Iterator<Path> files) implements Enumeration<InputStream> {
    @Override
    public boolean hasMoreElements() {
      return files.hasNext();
    }

    @Override
    public InputStream nextElement() {
      try {
        return Files.newInputStream(files.next());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends a line alike on every system. */
  private static final class LineFeedWriter extends BufferedWriter {
    LineFeedWriter(Writer out) {
      super(out);
    }

    @Override
    public void newLine() throws IOException {
      write('\n');
    }
  }
}
