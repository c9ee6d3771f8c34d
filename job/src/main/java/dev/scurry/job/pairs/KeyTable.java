package dev.scurry.job.pairs;

import java.util.Arrays;

/**
 * Keys in the order of their first appearance: each is a range of bytes and has a rank, from 0. An
 * open-addressing table over one array of bytes, so a key costs its bytes and about 24 more, and
 * finding it costs no object.
 */
public final class KeyTable {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x9e3779b97f4a7c15L;

  private byte[] bytes = new byte[1 << 16];
  private int[] ends = new int[1 << 10];
  private int[] hashes = new int[1 << 10];
  private int[] slots = new int[1 << 12]; // rank + 1; 0 is free
  private int size;

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The key's bytes. */
  public byte[] key(int rank) {
    return Arrays.copyOfRange(bytes, start(rank), ends[rank]);
  }

  /** The rank of the key, which is a new one if need be. */
  public int findOrAdd(byte[] from, int start, int end) {
    byte[] key = new byte[end - start + Words.SLACK];
    System.arraycopy(from, start, key, 0, end - start);
    return findOrAdd(key, 0, end - start, hash(key, 0, end - start));
  }

  /** Takes in eight bytes. */
  static long hash(long hash, long word) {
    long mixed = (hash ^ word) * PRIME;
    return mixed ^ (mixed >>> 32);
  }

  /** Takes in the last bytes, fewer than eight, and how many there are. */
  static long lastHash(long hash, long word, int length) {
    long mixed = (hash ^ word ^ ((length + 1L) << 56)) * PRIME;
    return (mixed ^ (mixed >>> 32)) * PRIME;
  }

  /** Of a key with {@link Words#SLACK} behind it. */
  static long hash(byte[] from, int start, int end) {
    long hash = SEED;
    int at = start;
    for (; end - at >= 8; at += 8) {
      hash = hash(hash, Words.at(from, at));
    }
    return lastHash(hash, Words.first(Words.at(from, at), end - at), end - at);
  }

  /** The rank of the key that these bytes are, or -1. */
  int find(byte[] from, int start, int end, long hash) {
    int folded = fold(hash);
    int mask = slots.length - 1;
    for (int slot = folded & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int rank = slots[slot] - 1;
      if (hashes[rank] == folded && is(rank, from, start, end)) {
        return rank;
      }
    }
    return -1;
  }

  /** The rank of the key, which is a new one if need be. */
  int findOrAdd(byte[] from, int start, int end, long hash) {
    int found = find(from, start, end, hash);
    return found >= 0 ? found : add(from, start, end, fold(hash));
  }

  private boolean is(int rank, byte[] from, int start, int end) {
    return Arrays.equals(bytes, start(rank), ends[rank], from, start, end);
  }

  private int add(byte[] from, int start, int end, int folded) {
    int used = size == 0 ? 0 : ends[size - 1];
    long needed = (long) used + end - start;
    if (needed > LARGEST_ARRAY || size >= LARGEST_ARRAY / 4) {
      throw new IllegalStateException("more than " + size + " keys are too many for one process");
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, grown(bytes.length, needed));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, grown(size, size + 1L));
      hashes = Arrays.copyOf(hashes, ends.length);
    }
    if (size >= slots.length / 2) {
      rehash(slots.length * 2);
    }
    System.arraycopy(from, start, bytes, used, end - start);
    ends[size] = (int) needed;
    hashes[size] = folded;
    place(size);
    return size++;
  }

  private void rehash(int capacity) {
    slots = new int[capacity];
    for (int rank = 0; rank < size; rank++) {
      place(rank);
    }
  }

  private void place(int rank) {
    int mask = slots.length - 1;
    int slot = hashes[rank] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = rank + 1;
  }

  private int start(int rank) {
    return rank == 0 ? 0 : ends[rank - 1];
  }

  private static int fold(long hash) {
    return (int) (hash >>> 32);
  }

  private static int grown(int length, long needed) {
    return (int) Math.max(needed, Math.min(LARGEST_ARRAY, length * 2L));
  }
}
