package dev.scurry.job.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Cuts bytes into lines, ended by LF, CRLF or the end, in bounded memory however long a line is. A
 * byte order mark at the start is left out.
 */
final class LineReader implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private static final byte[] CARRIAGE_RETURN = {'\r'};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int maxLineBytes;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private long number;
  private boolean atEnd;

  /** The line that is being read; grows up to {@link #kept} bytes. */
  private byte[] line = new byte[1024];

  private int lineLength;

  /** How many bytes of a line are kept; beyond, they are only counted and digested. */
  private final int kept;

  private long fullLength;
  private boolean pendingReturn;
  private MessageDigest digest;
  private Line last;

  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
    this.kept = Math.max(maxLineBytes, Excerpt.LIMIT) + BYTE_ORDER_MARK.length;
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes all its bytes without the line end; null where it is too long
   * @param tooLong what is kept of a line that is longer than the limit; else null
   */
  record Line(long number, byte[] bytes, Excerpt tooLong) {

    boolean isEmpty() {
      return bytes != null && bytes.length == 0;
    }
  }

  /** The next line, or null at the end. */
  Line next() throws IOException {
    startLine();
    while (true) {
      if (position == end && !fill()) {
        return fullLength == 0 ? null : finish();
      }
      int stop = indexOfLineFeed();
      take(position, stop);
      position = stop;
      if (stop < end) {
        position++;
        return finish();
      }
    }
  }

  /** The line that was read last, or what had been read of it when {@link #next} failed. */
  Line last() {
    return last == null ? finish() : last;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void startLine() {
    number++;
    lineLength = 0;
    fullLength = 0;
    pendingReturn = false;
    digest = null;
    last = null;
  }

  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    int read = in.read(buffer, 0, buffer.length);
    atEnd = read < 0;
    position = 0;
    end = Math.max(read, 0);
    return !atEnd;
  }

  private int indexOfLineFeed() {
    int i = position;
    while (i < end && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  /** A carriage return is held back until it is known not to belong to the line's end. */
  private void take(int from, int to) {
    if (from == to) {
      return;
    }
    if (pendingReturn) {
      append(CARRIAGE_RETURN, 0, 1);
    }
    pendingReturn = buffer[to - 1] == '\r';
    append(buffer, from, pendingReturn ? to - 1 : to);
  }

  private void append(byte[] bytes, int from, int to) {
    int length = to - from;
    int room = Math.min(length, kept - lineLength);
    if (lineLength + room > line.length) {
      line = Arrays.copyOf(line, Math.max(lineLength + room, Math.min(kept, line.length * 2)));
    }
    System.arraycopy(bytes, from, line, lineLength, room);
    lineLength += room;
    fullLength += length;
    if (room < length) {
      digest(bytes, from + room, to);
    }
  }

  private void digest(byte[] bytes, int from, int to) {
    if (digest == null) {
      digest = Excerpt.sha256Digest();
      digest.update(line, 0, lineLength);
    }
    digest.update(bytes, from, to - from);
  }

  private Line finish() {
    byte[] bytes = Arrays.copyOfRange(line, hasByteOrderMark() ? 3 : 0, lineLength);
    if (digest != null) {
      last = new Line(number, null, Excerpt.cut(line, fullLength, digest));
    } else if (bytes.length > maxLineBytes) {
      last = new Line(number, null, Excerpt.of(bytes));
    } else {
      last = new Line(number, bytes, null);
    }
    return last;
  }

  private boolean hasByteOrderMark() {
    return number == 1 && lineLength >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3);
  }
}
