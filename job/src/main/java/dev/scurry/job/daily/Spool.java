package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.schema.DailyManifest;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * An object that is being made: gzipped lines in a temporary local file, until it is finished and
 * published in one step. Its checksum is that of the unpacked bytes. The gzip header has no time
 * and no name.
 */
final class Spool implements Closeable {

  private static final int BUFFER = 1 << 16;
  private static final int HASH_IN_NAME = 16;

  private final Path file;
  private final MessageDigest digest;
  private final OutputStream out;
  private long bytes;
  private long rows;
  private String hash;

  private Spool(Path file, MessageDigest digest, OutputStream packed) {
    this.file = file;
    this.digest = digest;
    this.out = new BufferedOutputStream(new DigestOutputStream(packed, digest), BUFFER);
  }

  /**
   * @param folder for temporary files, local
   */
  static Spool in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "scurry-daily-", ".gz");
    return new Spool(file, sha256(), new FastGzip(Files.newOutputStream(file)));
  }

  /** Writes text that is no row, such as a header, with its line end. */
  void header(String line) throws IOException {
    byte[] text = line.getBytes(UTF_8);
    out.write(text);
    bytes += text.length;
  }

  /** Writes a row with its line end. */
  void row(String line) throws IOException {
    header(line);
    rows++;
  }

  /** The same of the first {@code length} bytes of an array. */
  void row(byte[] line, int length) throws IOException {
    out.write(line, 0, length);
    bytes += length;
    rows++;
  }

  /** Writes some rows with their line ends. */
  void rows(byte[] text, int count) throws IOException {
    out.write(text);
    bytes += text.length;
    rows += count;
  }

  /** Puts the object under the path, in one step; nothing can be written any more. */
  DailyManifest.Output publish(DayStore store, String path) throws IOException {
    return put(store, path, finish());
  }

  /** The same under {@code <prefix>-<checksum>.csv.gz}, so that other content has another name. */
  DailyManifest.Output publishHashed(DayStore store, String prefix) throws IOException {
    return put(store, prefix + "-" + finish().substring(0, HASH_IN_NAME) + ".csv.gz", finish());
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private String finish() throws IOException {
    if (hash == null) {
      out.close();
      hash = HexFormat.of().formatHex(digest.digest());
    }
    return hash;
  }

  private DailyManifest.Output put(DayStore store, String path, String checksum)
      throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      store.put(path, content);
    }
    return new DailyManifest.Output(path, checksum, bytes, rows);
  }

  /** Four times as fast as by default, for files a sixth larger. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
