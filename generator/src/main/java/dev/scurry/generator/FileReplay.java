package dev.scurry.generator;

import dev.scurry.generator.ActivityRecord.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of a real file as records for the topic, in the order of the file: CSV with a header or
 * one JSON object a line, each also packed with gzip. A row that can't be read is given out as it
 * stands, for the job to put it aside. Empty lines are no rows.
 */
public final class FileReplay implements Iterator<ActivityRecord>, AutoCloseable {

  private static final List<String> JSON_LINES = List.of(".jsonl", ".ndjson", ".json");

  private final Path file;
  private final FileLines lines;
  private final RowForm form;
  private byte[] ahead;
  private long events;
  private long malformed;

  private FileReplay(Path file, FileLines lines, FieldMapping mapping) throws IOException {
    this.file = file;
    this.lines = lines;
    this.form = isCsv(file) ? new CsvRows(lines.next(), mapping) : new JsonRows(mapping);
  }

  /**
   * Opens a file; its form is told by its name.
   *
   * @throws ReplayException if it is not there, can't be read, has a name that tells no form, or
   *     lacks a column that the mapping names
   */
  public static FileReplay open(Path file, FieldMapping mapping) {
    if (!isCsv(file) && JSON_LINES.stream().noneMatch(FileLines.stem(file)::endsWith)) {
      throw new ReplayException(
          file + ": neither .csv nor .jsonl, .ndjson, .json, or those with .gz");
    }
    if (!Files.isRegularFile(file)) {
      throw new ReplayException(file + ": no such file");
    }
    FileLines lines = null;
    try {
      lines = FileLines.open(file);
      return new FileReplay(file, lines, mapping);
    } catch (IOException | ReplayException e) {
      close(lines, e);
      String middle = e instanceof ReplayException ? " " : " can't be read: ";
      throw new ReplayException(file + middle + e.getMessage(), e);
    }
  }

  /**
   * Whether there is another row.
   *
   * @throws ReplayException if the file can't be read any further; what came before stands
   */
  @Override
  public boolean hasNext() {
    try {
      ahead = ahead == null ? lines.next() : ahead;
      return ahead != null;
    } catch (EOFException e) {
      throw new ReplayException(file + " is cut off after " + report().rows() + " rows", e);
    } catch (IOException e) {
      throw new ReplayException(
          file + " can't be read after " + report().rows() + " rows: " + e.getMessage(), e);
    }
  }

  @Override
  public ActivityRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file + " has no more rows");
    }
    byte[] line = ahead;
    ahead = null;
    RowForm.Row row = form.read(line);
    if (row == null) {
      malformed++;
      return new ActivityRecord(null, line, null, null, Kind.MALFORMED);
    }
    events++;
    return new ActivityRecord(row.user(), row.json(), null, null, Kind.NORMAL);
  }

  /** What has been given out so far. */
  public ReplayReport report() {
    return new ReplayReport(events + malformed, events, malformed);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static boolean isCsv(Path file) {
    return FileLines.stem(file).endsWith(".csv");
  }

  private static void close(FileLines lines, Exception reason) {
    try {
      if (lines != null) {
        lines.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
