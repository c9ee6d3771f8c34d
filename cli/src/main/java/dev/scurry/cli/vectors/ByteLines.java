package dev.scurry.cli.vectors;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines that stay bytes and lie where they were read: {@link #bytes} from {@link
 * #start} to {@link #end}. A line ends with LF, CRLF or the file; a byte order mark is left out.
 */
final class ByteLines implements Closeable {

  /** Bytes that a line may have. */
  static final int LONGEST = 1 << 24;

  private static final int BUFFER = 1 << 18;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Bytes that are kept of a line that is too long. */
  private static final int KEPT = 1024;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int limit;
  private int following;
  private int start;
  private int end;
  private long number;
  private boolean tooLong;
  private boolean atEnd;

  ByteLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false behind the last. */
  boolean next() throws IOException {
    start = following;
    tooLong = false;
    int feed = lineFeed();
    if (feed == start && atEnd && start == limit) {
      return false;
    }
    number++;
    tooLong |= feed - start > LONGEST;
    end = tooLong ? Math.min(start + KEPT, feed) : feed;
    following = Math.min(feed + 1, limit);
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    if (number == 1 && startsWithMark()) {
      start += BYTE_ORDER_MARK.length;
    }
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Of the line, from 1. */
  long number() {
    return number;
  }

  /** Whether there are only the first bytes of the line. */
  boolean isTooLong() {
    return tooLong;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Where the line ends; it may be moved to the front of the buffer for that. */
  private int lineFeed() throws IOException {
    int at = start;
    while (true) {
      while (at < limit && buffer[at] != '\n') {
        at++;
      }
      if (at < limit || atEnd) {
        return at;
      }
      makeRoom();
      at = limit;
      fill();
    }
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      limit -= start;
      start = 0;
    } else if (limit > LONGEST) {
      tooLong = true;
      limit = KEPT;
    } else if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
  }

  private void fill() throws IOException {
    int read = in.read(buffer, limit, buffer.length - limit);
    atEnd = read < 0;
    limit += Math.max(read, 0);
  }

  private boolean startsWithMark() {
    int length = BYTE_ORDER_MARK.length;
    return end - start >= length
        && Arrays.equals(buffer, start, start + length, BYTE_ORDER_MARK, 0, length);
  }
}
