package dev.scurry.job.daily;

import java.util.Arrays;

/** Finds the rank of a key: an open hash table of ranks beside the keys, 8 to 16 bytes a key. */
final class KeyIndex {

  private static final int FREE = -1;

  private final String[] keys;
  private final int[] ranks;

  /**
   * @param keys by rank, distinct
   */
  KeyIndex(String[] keys) {
    this.keys = keys;
    this.ranks = new int[Integer.highestOneBit(Math.max(1, keys.length)) * 4];
    Arrays.fill(ranks, FREE);
    for (int rank = 0; rank < keys.length; rank++) {
      ranks[placeOf(keys[rank])] = rank;
    }
  }

  /** The rank, or -1 where the key is none. */
  int find(String key) {
    return ranks[placeOf(key)];
  }

  /** Where the key is, or would be. */
  private int placeOf(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    int place = (hash ^ hash >>> 16) & (ranks.length - 1);
    while (ranks[place] != FREE && !keys[ranks[place]].equals(key)) {
      place = (place + 1) & (ranks.length - 1);
    }
    return place;
  }
}
