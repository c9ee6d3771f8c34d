package dev.scurry.cli.density;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.scurry.cli.vectors.NoRows;
import dev.scurry.cli.vectors.RejectedRow;
import dev.scurry.cli.vectors.VectorFileException;
import dev.scurry.cli.vectors.VectorLayout;
import dev.scurry.cli.vectors.VectorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The vectors of a CSV file, all in memory. A vector's key is the number of its row, from 0; a row
 * that is no vector keeps its number.
 */
public final class PointRows {

  private static final int SAMPLES = 5;
  private static final int SAMPLE_CHARS = 120;
  private static final long ROWS_BETWEEN_REPORTS = 10_000;

  private final List<RejectedRow> samples = new ArrayList<>();
  private double[] values = {};
  private int[] rowNumbers = {};
  private int dimensions;
  private int points;
  private long rows;

  private PointRows() {}

  /**
   * Reads the file.
   *
   * @throws VectorFileException if there are lines, and none is a vector
   */
  public static PointRows read(Path file, VectorLayout layout, LongConsumer bytesRead)
      throws IOException {
    PointRows rows = new PointRows();
    try (VectorReader reader = VectorReader.open(file, layout, 0)) {
      while (reader.next()) {
        if (!reader.isBlank()) {
          rows.add(reader);
          if (rows.rows % ROWS_BETWEEN_REPORTS == 0) {
            bytesRead.accept(reader.bytesRead());
          }
        }
      }
    }
    if (rows.points == 0 && !rows.samples.isEmpty()) {
      throw NoRows.in(rows.samples.get(0), layout, 0);
    }
    rows.values = Arrays.copyOf(rows.values, rows.points * rows.dimensions);
    return rows;
  }

  /** points x dimensions, row-major. */
  public double[] values() {
    return values;
  }

  public int dimensions() {
    return dimensions;
  }

  public int points() {
    return points;
  }

  /** Rows that were no vectors. */
  public long rejected() {
    return rows - points;
  }

  /** The first of them. */
  public List<RejectedLine> rejectedLines() {
    return samples.stream()
        .map(row -> new RejectedLine(row.line(), row.reason(), beginning(row.text())))
        .toList();
  }

  public byte[] key(int point) {
    return Integer.toString(rowNumbers[point]).getBytes(US_ASCII);
  }

  private void add(VectorReader reader) throws IOException {
    if (!reader.isRow()) {
      if (samples.size() < SAMPLES) {
        samples.add(reader.rejected());
      }
      rows++;
      return;
    }
    dimensions = reader.columns();
    makeRoom();
    reader.copyTo(values, points * dimensions);
    rowNumbers[points++] = Math.toIntExact(rows++);
  }

  private static String beginning(String text) {
    return text.length() <= SAMPLE_CHARS ? text : text.substring(0, SAMPLE_CHARS) + "...";
  }

  private void makeRoom() throws IOException {
    if (points == rowNumbers.length) {
      rowNumbers = Arrays.copyOf(rowNumbers, Math.max(1024, points * 2));
    }
    long needed = (points + 1L) * dimensions;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "more than %,d rows of %d numbers are too many for one process"
              .formatted(points, dimensions));
    }
    if (needed > values.length) {
      long larger = Math.min(Integer.MAX_VALUE - 8L, values.length * 2L);
      values = Arrays.copyOf(values, (int) Math.max(needed, larger));
    }
  }
}
