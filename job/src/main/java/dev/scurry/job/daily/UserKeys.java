package dev.scurry.job.daily;

import java.util.Arrays;
import java.util.BitSet;

/** The keys of all users by rank, as UTF-8 in one array: a String each would be four times that. */
final class UserKeys {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int[] ends;
  private final BitSet nameable = new BitSet();
  private byte[] bytes = new byte[1 << 10];
  private int users;

  UserKeys(int users) {
    this.ends = new int[users];
  }

  /** Takes the keys of the next ranks. */
  void add(byte[] keys, int[] keyEnds) {
    int start = users == 0 ? 0 : ends[users - 1];
    ensure(Math.addExact(start, keys.length));
    System.arraycopy(keys, 0, bytes, start, keys.length);
    for (int keyEnd : keyEnds) {
      ends[users++] = start + keyEnd;
    }
    for (int rank = users - keyEnds.length; rank < users; rank++) {
      nameable.set(rank, isPlain(start(rank), ends[rank]));
    }
  }

  /** Whether a distance file can name the user, see {@link DistanceLines}. */
  boolean isNameable(int rank) {
    return nameable.get(rank);
  }

  int length(int rank) {
    return ends[rank] - start(rank);
  }

  /** Writes the key to the target, and returns where it ends there. */
  int copy(int rank, byte[] target, int at) {
    int length = length(rank);
    System.arraycopy(bytes, start(rank), target, at, length);
    return at + length;
  }

  private int start(int rank) {
    return rank == 0 ? 0 : ends[rank - 1];
  }

  private boolean isPlain(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == ',' || bytes[at] == '"' || bytes[at] == '\n' || bytes[at] == '\r') {
        return false;
      }
    }
    return true;
  }

  private void ensure(int length) {
    if (length > bytes.length) {
      int doubled = (int) Math.min(LARGEST_ARRAY, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(length, doubled));
    }
  }
}
