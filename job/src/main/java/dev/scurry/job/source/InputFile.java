package dev.scurry.job.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.Path;

/** What a file's name says of its contents, and its bytes without the compression. */
final class InputFile {
  private static final List<String> JSON_LINES = List.of(".jsonl", ".ndjson", ".json");

  private InputFile() {}

  static boolean isKnown(String name) {
    return isCsv(name) || JSON_LINES.stream().anyMatch(stem(name)::endsWith);
  }

  static boolean isCsv(String name) {
    return stem(name).endsWith(".csv");
  }

  /** The file's text, as bytes; every failure of the storage is a {@link StorageException}. */
  static InputStream open(Path path) throws IOException {
    InputStream stored = new Storage(path.getFileSystem().open(path));
    return isGzip(path.getName()) ? new GunzipStream(stored) : stored;
  }

  private static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static String stem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return isGzip(name) ? lower.substring(0, lower.length() - 3) : lower;
  }

  /** The storage failed, which trying again may mend; what it holds may be in order. */
  static final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Marks failures of the storage, to tell them from those of what is stored. */
  private static final class Storage extends FilterInputStream {

    Storage(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw new StorageException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new StorageException(e);
      }
    }
  }
}
