package dev.scurry.job.features;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a user's window holds of its closed slices: their totals added up, each slice's own totals
 * and extremes, and the different hashes of all of them with the last slice that each was in.
 *
 * <p>One object serves all users by turns: {@link #read} makes it a user's window, then at most one
 * slice comes and those that have left the window go.
 */
final class RunningWindow {
  private static final byte FORMAT = 2;
  private static final int ENTRY_HEADER = Long.BYTES + Integer.BYTES;
  private static final byte[] NOTHING = {};

  private final long slideMs;
  private final Totals totals;
  private final RecentHashes[] hashes;

  /** Of one slice. */
  private final SliceAccumulator one;

  /** What the window's slices make together, as {@link #merge} left it. */
  private final Extremes merged;

  /** The slices as they were read, from the oldest: end, length, bytes without their hashes. */
  private byte[] entries = NOTHING;

  private int from;
  private int to;

  /** Another such entry, or empty. */
  private byte[] added = NOTHING;

  RunningWindow(FeatureProgram program, long slideMs) {
    this.slideMs = slideMs;
    totals = program.newTotals();
    one = program.newSlice();
    merged = program.newExtremes();
    hashes = new RecentHashes[merged.distinct.length];
    Arrays.setAll(hashes, i -> new RecentHashes());
  }

  Totals totals() {
    return totals;
  }

  /**
   * Smallest and largest values and hours of the window, once it was {@linkplain #merge merged}.
   */
  Extremes extremes() {
    return merged;
  }

  /**
   * How many different hashes there are, once the window was {@linkplain #merge merged}: exact
   * unless one slice alone had too many.
   */
  long distinct(int set) {
    return merged.distinct[set].isExact() ? hashes[set].size() : merged.distinct[set].count();
  }

  /**
   * Becomes what {@link #encode} wrote.
   *
   * @param encoded must stay as it is; null: a window of no slices
   */
  void read(byte[] encoded) {
    added = NOTHING;
    if (encoded == null) {
      clear();
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(encoded);
    Formats.check(in.get(), FORMAT, "window");
    totals.read(in);
    int length = in.getInt();
    entries = encoded;
    from = in.position();
    to = from + length;
    in.position(to);
    for (RecentHashes recent : hashes) {
      recent.read(in);
    }
  }

  byte[] encode() {
    int length = to - from + added.length;
    int size = 1 + totals.size() + Integer.BYTES + length;
    for (RecentHashes recent : hashes) {
      size += recent.encodedSize();
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(FORMAT);
    totals.write(out);
    out.putInt(length).put(entries, from, to - from).put(added);
    for (RecentHashes recent : hashes) {
      recent.write(out);
    }
    return out.array();
  }

  /**
   * Adds the slice that follows all others.
   *
   * @return its number of events
   */
  long add(long sliceEnd, byte[] slice) {
    ByteBuffer in = one.readTotals(slice, 0);
    totals.add(one.totals());
    merged.skipToSets(in);
    ByteBuffer entry = ByteBuffer.allocate(ENTRY_HEADER + slice.length).position(ENTRY_HEADER);
    entry.put(slice, 0, in.position());
    for (RecentHashes recent : hashes) {
      int length = in.getInt();
      entry.putInt(Math.min(length, 0));
      if (length >= 0) {
        recent.merge(in, length, mark(sliceEnd));
      } else {
        entry.put(slice, in.position(), -length);
        in.position(in.position() - length);
      }
    }
    entry.putLong(0, sliceEnd).putInt(Long.BYTES, entry.position() - ENTRY_HEADER);
    added = Arrays.copyOf(entry.array(), entry.position());
    return one.totals().events();
  }

  /**
   * Takes out the slices that ended by a time.
   *
   * @return false: there was none
   */
  boolean expire(long through) {
    int first = from;
    ByteBuffer in = ByteBuffer.wrap(entries);
    while (from < to && in.getLong(from) <= through) {
      int length = in.getInt(from + Long.BYTES);
      one.readTotals(entries, from + ENTRY_HEADER);
      totals.subtract(one.totals());
      for (RecentHashes recent : hashes) {
        recent.expire(mark(in.getLong(from)));
      }
      from += ENTRY_HEADER + length;
    }
    return from > first;
  }

  /** Makes the slices' extremes and sketches into those of the window. */
  void merge() {
    merged.clear();
    merge(entries, from, to);
    merge(added, 0, added.length);
    for (int i = 0; i < hashes.length; i++) {
      if (!merged.distinct[i].isExact()) {
        hashes[i].addTo(merged.distinct[i]);
      }
    }
  }

  private void merge(byte[] bytes, int first, int end) {
    for (int at = first; at < end; ) {
      int length = ByteBuffer.wrap(bytes).getInt(at + Long.BYTES);
      at += ENTRY_HEADER;
      merged.merge(one.atExtremes(bytes, at));
      at += length;
    }
  }

  private void clear() {
    totals.clear();
    from = 0;
    to = 0;
    for (RecentHashes recent : hashes) {
      recent.clear();
    }
  }

  /** Tells a slice from the others of its window, of which there are fewer than marks. */
  private char mark(long sliceEnd) {
    return (char) (sliceEnd / slideMs);
  }
}
