package dev.scurry.cli.vectors;

import dev.scurry.clustering.BatchSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The vectors of a CSV file, to be read as often as needed: without header, one a line, {@code
 * .csv} or {@code .csv.gz}. Blank lines count for nothing. Lines that are no row of numbers of the
 * first row's width are told to {@link RejectedRows}, in the first pass, and left out. Rows stay in
 * memory after the first pass where they fit into a quarter of the heap; else each pass reads the
 * file again. Not thread-safe.
 */
public final class VectorFile implements BatchSource<IOException> {

  private static final long MEMORY = Runtime.getRuntime().maxMemory() / 4 / Double.BYTES;

  private final Path file;
  private final VectorLayout layout;
  private final RejectedRows rejects;
  private final int dimensions;
  private final long memory;
  private KeptRows kept;
  private PassProgress progress = (bytes, size) -> {};
  private long rows = -1;
  private long rejected;

  private VectorFile(
      Path file, VectorLayout layout, RejectedRows rejects, int dimensions, long memory) {
    this.file = file;
    this.layout = layout;
    this.rejects = rejects;
    this.dimensions = dimensions;
    this.memory = memory;
  }

  /** How far a pass over the file is. */
  @FunctionalInterface
  public interface PassProgress {
    void at(long bytesRead, long size);
  }

  /**
   * Opens a file and finds the width of its rows.
   *
   * @throws VectorFileException if it can't be read, or has no row of numbers
   */
  public static VectorFile open(Path file, VectorLayout layout, RejectedRows rejects)
      throws IOException {
    return open(file, layout, 0, rejects);
  }

  /**
   * The same.
   *
   * @param columns numbers that a row has; 0: as many as the first row of numbers
   */
  public static VectorFile open(Path file, VectorLayout layout, int columns, RejectedRows rejects)
      throws IOException {
    return open(file, layout, columns, rejects, MEMORY);
  }

  /**
   * The same.
   *
   * @param memory numbers that are kept at most
   */
  static VectorFile open(
      Path file, VectorLayout layout, int columns, RejectedRows rejects, long memory)
      throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new VectorFileException(file + ": is no file that can be read more than once");
    }
    return new VectorFile(file, layout, rejects, width(file, layout, columns), memory);
  }

  private static int width(Path file, VectorLayout layout, int columns) throws IOException {
    RejectedRow first = null;
    try (VectorReader reader = VectorReader.open(file, layout, columns)) {
      while (reader.next()) {
        if (reader.isRow()) {
          return reader.columns();
        }
        first = first == null && !reader.isBlank() ? reader.rejected() : first;
      }
    }
    throw first == null
        ? new VectorFileException(file + ": is empty")
        : NoRows.in(first, layout, columns);
  }

  public Path path() {
    return file;
  }

  /** Numbers of a row. */
  public int dimensions() {
    return dimensions;
  }

  /** Rows of one pass; -1 before the first. */
  public long rows() {
    return rows;
  }

  /** Lines that were no rows, of one pass. */
  public long rejected() {
    return rejected;
  }

  /** Watches all passes from now on. */
  public VectorFile watchedBy(PassProgress watcher) {
    progress = watcher;
    return this;
  }

  /**
   * All rows, row-major; they belong to the caller.
   *
   * @throws VectorFileException if they don't fit into one array
   */
  public double[] all() throws IOException {
    double[][] all = new double[1][];
    read(Integer.MAX_VALUE, batch -> all[0] = batch);
    kept = null;
    if (all[0].length != rows * dimensions) {
      throw new VectorFileException(file + ": has too many rows to be held at once: " + rows);
    }
    return all[0];
  }

  @Override
  public void read(int batchRows, Batches batches) throws IOException {
    if (rows >= 0 && kept != null) {
      kept.read((long) batchRows * dimensions, batches);
    } else {
      readFile(batchRows, batches);
    }
  }

  private void readFile(int batchRows, Batches batches) throws IOException {
    try (ReadAhead ahead = new ReadAhead(taker -> parse(batchRows, taker))) {
      for (double[] batch = ahead.next(); batch != null; batch = ahead.next()) {
        batches.take(batch);
      }
    }
  }

  private void parse(int batchRows, ReadAhead.Taker taker) throws IOException {
    boolean first = rows < 0;
    if (first) {
      rejected = 0;
      kept = new KeptRows(memory);
    }
    long size = Files.size(file);
    RowBatch batch = new RowBatch(batchRows, dimensions);
    long count = 0;
    try (VectorReader reader = VectorReader.open(file, layout, dimensions)) {
      while (reader.next()) {
        if (!reader.isRow()) {
          reject(reader, first);
          continue;
        }
        count++;
        if (batch.add(reader)) {
          taker.put(keep(batch.take(), first));
          progress.at(reader.bytesRead(), size);
        }
      }
    }
    if (!batch.isEmpty()) {
      taker.put(keep(batch.take(), first));
    }
    finish(count, first);
  }

  private void reject(VectorReader reader, boolean first) throws IOException {
    if (first && !reader.isBlank()) {
      rejected++;
      rejects.take(reader.rejected());
    }
  }

  private double[] keep(double[] batch, boolean first) {
    if (first && kept != null && !kept.add(batch)) {
      kept = null;
    }
    return batch;
  }

  private void finish(long count, boolean first) throws VectorFileException {
    if (!first && count != rows) {
      throw new VectorFileException(
          file + ": has changed while it was read: " + count + " rows after " + rows);
    }
    rows = count;
  }
}
