package dev.scurry.cli.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.job.source.GunzipStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a file of vectors once, line by line, good ones and others. Not thread-safe. */
public final class VectorReader implements Closeable {

  private final Path file;
  private final ByteLines lines;
  private final CountingStream stored;
  private final RowParser parser;
  private final boolean header;
  private String problem;

  private VectorReader(
      Path file, CountingStream stored, InputStream text, VectorLayout layout, int columns) {
    this.file = file;
    this.stored = stored;
    this.lines = new ByteLines(text);
    this.parser = new RowParser(layout, columns);
    this.header = layout.header();
  }

  /**
   * Opens a file; one whose name ends in .gz is unzipped as it is read.
   *
   * @param columns numbers that a row has; 0: as many as the first row of numbers
   * @throws VectorFileException if it can't be opened
   */
  public static VectorReader open(Path file, VectorLayout layout, int columns)
      throws VectorFileException {
    try {
      if (Files.isDirectory(file)) {
        throw new VectorFileException(file + ": is a folder");
      }
      CountingStream stored = new CountingStream(Files.newInputStream(file));
      boolean gzip = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      InputStream text = gzip ? new GunzipStream(stored) : stored;
      return new VectorReader(file, stored, text, layout, columns);
    } catch (NoSuchFileException e) {
      throw new VectorFileException(file + ": no such file", e);
    } catch (VectorFileException e) {
      throw e;
    } catch (IOException e) {
      throw new VectorFileException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  /** Goes to the next line; false behind the last. */
  public boolean next() throws VectorFileException {
    try {
      if (!lines.next()) {
        return false;
      }
    } catch (IOException e) {
      String where = lines.number() == 0 ? "" : "behind line " + lines.number() + ": ";
      throw new VectorFileException(file + ": " + where + e.getMessage(), e);
    }
    problem = isBlank() ? "is blank" : parse();
    return true;
  }

  private String parse() {
    return lines.isTooLong()
        ? "longer than " + (ByteLines.LONGEST >> 20) + " MiB"
        : parser.parse(lines.bytes(), lines.start(), lines.end());
  }

  /** Whether the line is a row of numbers. */
  public boolean isRow() {
    return problem == null;
  }

  /** Whether there is nothing on the line, or a header. */
  public boolean isBlank() {
    return header && lines.number() == 1
        || parser.isBlank(lines.bytes(), lines.start(), lines.end());
  }

  /** Numbers of a row; 0 before the first one where that decides. */
  public int columns() {
    return parser.columns();
  }

  /** Copies the row's numbers to {@code rows} from {@code offset} on. */
  public void copyTo(double[] rows, int offset) {
    System.arraycopy(parser.values(), 0, rows, offset, parser.columns());
  }

  /** The line as one that is rejected. */
  public RejectedRow rejected() {
    String text = new String(lines.bytes(), lines.start(), lines.end() - lines.start(), UTF_8);
    return new RejectedRow(file, lines.number(), problem, text);
  }

  /** Bytes of the file that were read so far. */
  public long bytesRead() {
    return stored.count();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
