package dev.scurry.job.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952) of one or several members. Every byte that can be had of a broken
 * file is given out before the fault is thrown, and bytes that are no gzip behind a member are a
 * fault; other readers lose the former or stop silently at the latter. Zeros behind the last member
 * are padding.
 */
public final class GunzipStream extends InputStream {
  private static final int BUFFER = 64 * 1024;
  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECK = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int FIXED_HEADER_REST = 6;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 check = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean anyMember;

  public GunzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (inMember || startMember()) {
      int read = inflate(bytes, offset, length);
      if (read > 0) {
        check.update(bytes, offset, read);
        return read;
      }
      if (inflater.finished()) {
        endMember();
      } else {
        feed();
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException broken = new ZipException("broken gzip: " + e.getMessage());
      broken.initCause(e);
      throw broken;
    }
  }

  private void feed() throws IOException {
    if (!inflater.needsInput() || !fill()) {
      throw new EOFException("gzip ends in the middle");
    }
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(read, 0);
    return read > 0;
  }

  /** False at the end of the file. */
  private boolean startMember() throws IOException {
    int first = anyMember ? firstAfterPadding() : next();
    if (first < 0) {
      return false;
    }
    if (first != 0x1F || next() != 0x8B || next() != DEFLATE) {
      throw new ZipException("not gzip");
    }
    skipHeader(next());
    anyMember = true;
    inMember = true;
    inflater.reset();
    inflater.setInput(buffer, position, limit - position);
    position = limit;
    check.reset();
    return true;
  }

  private int firstAfterPadding() throws IOException {
    while (position < limit || fill()) {
      int read = buffer[position++] & 0xFF;
      if (read != 0) {
        return read;
      }
    }
    return -1;
  }

  private void skipHeader(int flags) throws IOException {
    skip(FIXED_HEADER_REST);
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECK) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    inMember = false;
    if (nextInt() != (int) check.getValue() || nextInt() != (int) inflater.getBytesWritten()) {
      throw new ZipException("broken gzip: the checksum is another");
    }
  }

  private int nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int read = next();
    while (read != 0) {
      read = next();
    }
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("gzip ends in the middle");
    }
    return buffer[position++] & 0xFF;
  }
}
