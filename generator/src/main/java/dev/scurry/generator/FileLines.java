package dev.scurry.generator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file, as bytes, without their ends (LF or CRLF) and without a byte order mark;
 * unpacks a {@code .gz}.
 */
final class FileLines implements Closeable {

  private static final int LONGEST = 16 << 20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private long number;

  private FileLines(InputStream in) {
    this.in = in;
  }

  static FileLines open(Path file) throws IOException {
    InputStream stored = Files.newInputStream(file);
    try {
      return new FileLines(new BufferedInputStream(unpacked(file, stored), 1 << 16));
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** The file's name in lower case, without {@code .gz}. */
  static String stem(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /** The next line that is not empty, or null at the end. */
  byte[] next() throws IOException {
    byte[] line = nextLine();
    while (line != null && line.length == 0) {
      line = nextLine();
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private byte[] nextLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int b = in.read();
    if (b < 0) {
      return null;
    }
    number++;
    while (b >= 0 && b != '\n') {
      if (line.size() == LONGEST) {
        throw new IOException("line " + number + " is longer than 16 MiB");
      }
      line.write(b);
      b = in.read();
    }
    return stripped(line.toByteArray());
  }

  private byte[] stripped(byte[] line) {
    int from = number == 1 && startsWithMark(line) ? BYTE_ORDER_MARK.length : 0;
    int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
  }

  private static boolean startsWithMark(byte[] line) {
    return line.length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3);
  }

  private static InputStream unpacked(Path file, InputStream stored) throws IOException {
    boolean packed = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    return packed ? new GZIPInputStream(stored, 1 << 16) : stored;
  }
}
