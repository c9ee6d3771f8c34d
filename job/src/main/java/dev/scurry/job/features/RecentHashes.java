package dev.scurry.job.features;

import java.nio.ByteBuffer;

/**
 * The different hashes of a window that slides, each with a mark of the last slice that it was in:
 * it leaves with that slice. Nothing else is needed of the slices before, so that a slice costs one
 * pass over the hashes when it comes and one when it goes, however many slices a window has.
 *
 * <p>The hashes lie in order. They are read from their encoded form when somebody first needs more
 * than their number.
 */
final class RecentHashes {
  private static final int BYTES_EACH = Long.BYTES + Character.BYTES;

  private int size;
  private long[] hashes = {};
  private char[] marks = {};

  /** The target of a merge; then it changes places with the others. */
  private long[] nextHashes = {};

  private char[] nextMarks = {};

  /** At the first hash; null once they are read. */
  private ByteBuffer unread;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    unread = null;
  }

  int encodedSize() {
    return Integer.BYTES + size * BYTES_EACH;
  }

  void write(ByteBuffer out) {
    load();
    out.putInt(size);
    Formats.putLongs(out, hashes, size);
    out.asCharBuffer().put(marks, 0, size);
    out.position(out.position() + size * Character.BYTES);
  }

  /**
   * Takes what {@link #write} wrote.
   *
   * @param in moved behind it; its bytes must stay as they are
   */
  void read(ByteBuffer in) {
    size = in.getInt();
    unread = in.slice();
    in.position(in.position() + size * BYTES_EACH);
  }

  /**
   * Adds those of a slice.
   *
   * @param in as many hashes as {@code count} says, in order, all different
   * @param mark of the slice
   */
  void merge(ByteBuffer in, int count, char mark) {
    if (count == 0) {
      return;
    }
    load();
    ensureNext(size + count);
    int to = 0;
    int i = 0;
    for (int left = count; left > 0; left--) {
      long hash = in.getLong();
      while (i < size && hashes[i] < hash) {
        nextHashes[to] = hashes[i];
        nextMarks[to++] = marks[i++];
      }
      if (i < size && hashes[i] == hash) {
        i++;
      }
      nextHashes[to] = hash;
      nextMarks[to++] = mark;
    }
    System.arraycopy(hashes, i, nextHashes, to, size - i);
    System.arraycopy(marks, i, nextMarks, to, size - i);
    size = to + size - i;
    turn();
  }

  /** Removes those whose last slice has this mark. */
  void expire(char mark) {
    load();
    int to = 0;
    for (int i = 0; i < size; i++) {
      if (marks[i] != mark) {
        hashes[to] = hashes[i];
        marks[to++] = marks[i];
      }
    }
    size = to;
  }

  void addTo(DistinctSet set) {
    load();
    for (int i = 0; i < size; i++) {
      set.add(hashes[i]);
    }
  }

  private void load() {
    if (unread == null) {
      return;
    }
    if (hashes.length < size) {
      hashes = new long[size];
      marks = new char[size];
    }
    unread.asLongBuffer().get(hashes, 0, size);
    unread.position(size * Long.BYTES).asCharBuffer().get(marks, 0, size);
    unread = null;
  }

  private void ensureNext(int room) {
    if (nextHashes.length < room) {
      nextHashes = new long[room + room / 2];
      nextMarks = new char[room + room / 2];
    }
  }

  private void turn() {
    long[] freeHashes = hashes;
    char[] freeMarks = marks;
    hashes = nextHashes;
    marks = nextMarks;
    nextHashes = freeHashes;
    nextMarks = freeMarks;
  }
}
