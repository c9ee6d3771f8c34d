package dev.scurry.job.pairs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A stream cut into blocks of whole lines, read (and unzipped) ahead by a thread of its own, so
 * that who takes the lines apart never waits for more than the slower of the two.
 */
public final class LineBlocks implements Closeable {

  /** Bytes of a block, and of the longest line. */
  public static final int SIZE = 1 << 18;

  private static final int AHEAD = 4;

  /** Some whole lines, each with its line feed, also the last one of the file; slack behind. */
  public static final class Block {
    public final byte[] bytes = new byte[SIZE + 1 + Words.SLACK];
    public int end;

    /** The block is the beginning of one line that is longer than a block. */
    public boolean cutShort;

    private boolean last;
    private IOException failure;

    private Block() {}
  }

  private final InputStream in;
  private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(AHEAD);
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(AHEAD);
  private final byte[] rest = new byte[SIZE];
  private final Thread reader = new Thread(this::readAhead, "read-ahead");
  private int restLength;
  private Block current;

  /**
   * @param in closed with the blocks, unless these are only stopped
   */
  public LineBlocks(InputStream in) {
    this.in = in;
    for (int i = 0; i < AHEAD; i++) {
      free.add(new Block());
    }
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The next block, valid until the one after it is asked for; null behind the last.
   *
   * @throws IOException of the stream, behind the whole lines that could be had of it
   */
  public Block next() throws IOException, InterruptedException {
    if (current == null || !current.last) {
      if (current != null) {
        free.put(current);
      }
      current = full.take();
      if (current.end > 0) {
        return current;
      }
    }
    if (current.failure != null) {
      throw current.failure;
    }
    return null;
  }

  /** Of a stream that failed: the beginning of the line in which it did. */
  public byte[] unfinished() {
    return Arrays.copyOf(rest, restLength);
  }

  @Override
  public void close() throws IOException {
    stop();
    in.close();
  }

  /** Ends the reading ahead; the stream stays open. */
  public void stop() {
    reader.interrupt();
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAhead() {
    try {
      boolean more = true;
      while (more) {
        Block block = free.take();
        fill(block);
        more = !block.last;
        full.put(block);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed before the end
    }
  }

  private void fill(Block block) {
    try {
      System.arraycopy(rest, 0, block.bytes, 0, restLength);
      block.end = restLength;
      restLength = 0;
      block.cutShort = false;
      block.last = !readInto(block);
      if (block.last) {
        closeLastLine(block);
      } else {
        keepRest(block);
      }
    } catch (IOException e) {
      fail(block, e);
    } catch (RuntimeException | Error e) {
      fail(block, new IOException(e.toString(), e)); // or the other thread would wait for ever
    }
  }

  private void fail(Block block, IOException failure) {
    block.failure = failure;
    block.last = true;
    if (!block.cutShort) {
      keepRest(block, wholeLines(block));
    }
  }

  /** False at the end of the stream. */
  private boolean readInto(Block block) throws IOException {
    while (block.end < SIZE) {
      int read = in.read(block.bytes, block.end, SIZE - block.end);
      if (read < 0) {
        return false;
      }
      block.end += read;
    }
    return true;
  }

  private static void closeLastLine(Block block) {
    if (block.end > 0 && block.bytes[block.end - 1] != '\n') {
      block.bytes[block.end++] = '\n';
    }
  }

  /** Leaves whole lines in the block. */
  private void keepRest(Block block) throws IOException {
    int end = wholeLines(block);
    if (end == 0) {
      block.cutShort = true;
      block.last = !skipLine();
    } else {
      keepRest(block, end);
    }
  }

  private void keepRest(Block block, int end) {
    restLength = block.end - end;
    System.arraycopy(block.bytes, end, rest, 0, restLength);
    block.end = end;
  }

  /** Where the last line ends that is there whole; 0 if none is. */
  private static int wholeLines(Block block) {
    int end = block.end;
    while (end > 0 && block.bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** Leaves what lies behind the next line feed; false where there is none. */
  private boolean skipLine() throws IOException {
    int read = in.read(rest, 0, SIZE);
    while (read >= 0) {
      for (int at = 0; at < read; at++) {
        if (rest[at] == '\n') {
          restLength = read - at - 1;
          System.arraycopy(rest, at + 1, rest, 0, restLength);
          return true;
        }
      }
      read = in.read(rest, 0, SIZE);
    }
    return false;
  }
}
