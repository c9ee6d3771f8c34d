package dev.scurry.cli.pairs;

import dev.scurry.job.pairs.PlainText;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The bytes of a text file of this machine, unzipped where it is gzip, whatever its name; without a
 * byte order mark. Counts what has been read of the file itself.
 */
public final class LocalText extends FilterInputStream {

  private static final int BUFFER = 1 << 16;

  private final Counted stored;

  private LocalText(InputStream text, Counted stored) {
    super(text);
    this.stored = stored;
  }

  /** Opens it; a failure says which file and why. */
  public static LocalText open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileNotFoundException(path + ": is a folder, not a file");
    }
    if (!Files.exists(path)) {
      throw new FileNotFoundException(path + ": no such file");
    }
    if (!Files.isReadable(path)) {
      throw new FileNotFoundException(path + ": can't be read");
    }
    Counted stored = new Counted(Files.newInputStream(path));
    try {
      return new LocalText(unzipped(path, stored), stored);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /** How many bytes of the file have been read; may be asked by any thread. */
  public long bytesRead() {
    return stored.count;
  }

  private static InputStream unzipped(Path path, InputStream stored) throws IOException {
    InputStream buffered = new BufferedInputStream(stored, BUFFER);
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".gz") && !PlainText.isGzip(buffered)) {
      throw new IOException(path + ": is named .gz and is no gzip");
    }
    return PlainText.of(buffered);
  }

  /** Counts what is read. */
  private static final class Counted extends FilterInputStream {
    private volatile long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads
    private void count(int read) {
      count += read;
    }
  }
}
