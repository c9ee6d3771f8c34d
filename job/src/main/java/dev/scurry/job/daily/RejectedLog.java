package dev.scurry.job.daily;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rejected rows of many objects, which arrive by turns; kept in a temporary local file and given
 * out object by object.
 */
final class RejectedLog implements Closeable {

  private final Path file;
  private final FileChannel channel;
  private final List<Chunk> chunks = new ArrayList<>();
  private long end;

  private RejectedLog(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * @param folder for temporary files, local
   */
  static RejectedLog in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new RejectedLog(Files.createTempFile(folder, "scurry-rejected-", ".csv"));
  }

  /** Rows of an object, behind those of it that came before. */
  void add(int object, byte[] rows, int count) throws IOException {
    add(object, 0, rows, count);
  }

  /** The same, behind those of it that are of earlier lines or came before. */
  void add(int object, long line, byte[] rows, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(rows);
    long at = end;
    while (buffer.hasRemaining()) {
      end += channel.write(buffer, end);
    }
    chunks.add(new Chunk(object, line, at, rows.length, count));
  }

  /** Writes all rows, in the order of the objects. */
  void copyTo(Spool spool) throws IOException {
    chunks.sort(Comparator.comparingInt(Chunk::object).thenComparingLong(Chunk::line));
    for (Chunk chunk : chunks) {
      ByteBuffer buffer = ByteBuffer.allocate(chunk.bytes);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, chunk.at + buffer.position()) < 0) {
          throw new IOException(file + " was cut short by someone");
        }
      }
      spool.rows(buffer.array(), chunk.rows);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private record Chunk(int object, long line, long at, int bytes, int rows) {}
}
