package dev.scurry.job.pairs;

import dev.scurry.job.source.GunzipStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** Text that may be gzip, told by its first bytes, and may begin with a byte order mark. */
public final class PlainText {

  private static final int BUFFER = 1 << 16;
  private static final int[] GZIP = {0x1F, 0x8B};
  private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

  private PlainText() {}

  /**
   * Whether a stream begins as gzip does; nothing of it is consumed.
   *
   * @param in supports marks
   */
  public static boolean isGzip(InputStream in) throws IOException {
    return passOver(GZIP, in, false);
  }

  /** The text of a stream that supports marks: unzipped, without a byte order mark. */
  public static InputStream of(InputStream in) throws IOException {
    return of(in, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param inflated is handed what comes out of gzip
   */
  public static InputStream of(InputStream in, UnaryOperator<InputStream> inflated)
      throws IOException {
    InputStream text =
        isGzip(in) ? new BufferedInputStream(inflated.apply(new GunzipStream(in)), BUFFER) : in;
    passOver(BYTE_ORDER_MARK, text, true);
    return text;
  }

  /** Whether the stream begins with these bytes, which are consumed if asked for. */
  private static boolean passOver(int[] mark, InputStream in, boolean consume) throws IOException {
    in.mark(mark.length);
    boolean begins = true;
    for (int i = 0; begins && i < mark.length; i++) {
      begins = in.read() == mark[i];
    }
    if (!begins || !consume) {
      in.reset();
    }
    return begins;
  }
}
