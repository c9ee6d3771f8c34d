package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads CSV row by row and goes on behind what is wrong: a quoted field may hold line breaks, but a
 * quote that is never closed costs its own line, not the rest of the file.
 */
final class CsvRows implements Closeable {

  /** Bytes of a line that are kept; a longer one is no row. */
  static final int MAX_LINE = 1 << 20;

  /** Lines that one row may have. */
  private static final int MAX_LINES = 100;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Deque<byte[]> ahead = new ArrayDeque<>();
  private int at;
  private int end;
  private long line;

  CsvRows(InputStream in) {
    this.in = in;
  }

  /** Of a gzip stream, which is closed also where it is not gzip. */
  static CsvRows ofGzip(InputStream in) throws IOException {
    try {
      return new CsvRows(new GZIPInputStream(in, BUFFER));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The next row, well-formed or not; null behind the last. */
  CsvRow next() throws IOException {
    byte[] first = nextLine();
    if (first == null) {
      return null;
    }
    long start = line;
    if (first.length > MAX_LINE) {
      return CsvRow.broken(start, lenient(first), RowProblem.TOO_LONG);
    }
    if (quotes(first) % 2 == 0) {
      return decoded(start, first);
    }
    byte[] joined = joined(first);
    return joined == null
        ? CsvRow.broken(start, lenient(first), RowProblem.QUOTES)
        : decoded(start, joined);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The line and those behind it that close its quote; null, with nothing read, if none does. */
  private byte[] joined(byte[] first) throws IOException {
    List<byte[]> taken = new ArrayList<>();
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    row.write(first);
    boolean open = true;
    while (open && taken.size() < MAX_LINES && row.size() <= MAX_LINE) {
      byte[] more = nextLine();
      if (more == null) {
        break;
      }
      taken.add(more);
      row.write('\n');
      row.write(more);
      open = quotes(more) % 2 == 0;
    }
    if (!open) {
      return row.toByteArray();
    }
    for (int back = taken.size() - 1; back >= 0; back--) {
      ahead.addFirst(taken.get(back));
    }
    line -= taken.size();
    return null;
  }

  /** A line without its LF, of at most MAX_LINE + 1 bytes; null at the end. */
  private byte[] nextLine() throws IOException {
    byte[] waiting = ahead.pollFirst();
    byte[] found = waiting == null ? readLine() : waiting;
    if (found != null) {
      line++;
    }
    return found;
  }

  private byte[] readLine() throws IOException {
    if (!fill()) {
      return null;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    do {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      text.write(buffer, from, Math.min(at - from, MAX_LINE + 1 - text.size()));
      if (at < end) {
        at++;
        break;
      }
    } while (fill());
    return text.toByteArray();
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private static CsvRow decoded(long line, byte[] row) {
    try {
      return CsvRow.of(line, withoutCr(UTF_8.newDecoder().decode(ByteBuffer.wrap(row)).toString()));
    } catch (CharacterCodingException e) {
      return CsvRow.broken(line, lenient(row), RowProblem.NOT_UTF8);
    }
  }

  private static String lenient(byte[] row) {
    return withoutCr(new String(row, UTF_8));
  }

  private static String withoutCr(String row) {
    return row.endsWith("\r") ? row.substring(0, row.length() - 1) : row;
  }

  private static int quotes(byte[] text) {
    int quotes = 0;
    for (byte b : text) {
      if (b == '"') {
        quotes++;
      }
    }
    return quotes;
  }
}
