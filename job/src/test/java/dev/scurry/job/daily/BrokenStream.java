package dev.scurry.job.daily;

import java.io.IOException;
import java.io.InputStream;

/** Some bytes, then the same failure at every further read. */
final class BrokenStream extends InputStream {

  static final String MESSAGE = "the disk is gone";

  private int left;

  private BrokenStream(int left) {
    this.left = left;
  }

  static InputStream afterBytes(int bytes) {
    return new BrokenStream(bytes);
  }

  @Override
  public int read() throws IOException {
    if (left == 0) {
      throw new IOException(MESSAGE);
    }
    left--;
    return 'x';
  }
}
