package dev.scurry.job.daily;

import dev.scurry.job.pairs.PlainText;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * A stored object on its way to its text. Counts and sums its bytes as they are stored, and stops
 * where it inflates beyond all bounds.
 */
final class StoredText extends FilterInputStream {

  private static final int BUFFER = 1 << 16;

  private final CRC32C checksum = new CRC32C();
  private final long mostText;
  private long stored;
  private InputStream inflating;

  /**
   * @param mostText bytes that gzip may inflate to
   */
  StoredText(InputStream in, long mostText) {
    super(in);
    this.mostText = mostText;
  }

  /** The text: unzipped where it is gzip, whatever its name. */
  InputStream text() throws IOException {
    return PlainText.of(
        new BufferedInputStream(this, BUFFER), gzip -> inflating = new Bounded(gzip));
  }

  /** Reads what is left, so that all bytes are counted. */
  void drain() throws IOException {
    transferTo(OutputStream.nullOutputStream());
  }

  long stored() {
    return stored;
  }

  String checksum() {
    return "crc32c:%08x".formatted(checksum.getValue());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      checksum.update(bytes, offset, read);
      stored += read;
    }
    return read;
  }

  /** The inflater has memory of its own. */
  @Override
  public void close() throws IOException {
    InputStream open = inflating;
    inflating = null;
    if (open == null) {
      super.close();
    } else {
      open.close(); // comes back here
    }
  }

  /** The object inflates beyond its bound. */
  static final class InflatedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final class Bounded extends FilterInputStream {
    private long inflated;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (inflated == mostText) {
        return checkEnd();
      }
      int read = in.read(bytes, offset, (int) Math.min(length, mostText - inflated));
      inflated += Math.max(0, read);
      return read;
    }

    private int checkEnd() throws IOException {
      if (in.read() >= 0) {
        throw new InflatedException();
      }
      return -1;
    }
  }
}
