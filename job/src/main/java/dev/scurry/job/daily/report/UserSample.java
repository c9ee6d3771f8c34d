package dev.scurry.job.daily.report;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Users drawn by a hash of their ids: whoever is drawn depends on nothing else, so that days show
 * the same users where they can.
 */
public final class UserSample {

  private final BitSet drawn = new BitSet();
  private final int users;

  /**
   * @param keys by rank
   * @param most users, >= 1; from as many on as there are, all
   */
  public UserSample(String[] keys, int most) {
    this.users = keys.length;
    if (keys.length <= most) {
      drawn.set(0, keys.length);
    } else {
      draw(keys, Math.max(1, most));
    }
  }

  private void draw(String[] keys, int most) {
    long[] hashes = new long[keys.length];
    Arrays.setAll(hashes, rank -> hash(keys[rank]));
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int rank = 0; rank < keys.length && count < most; rank++) {
      if (hashes[rank] <= sorted[most - 1]) {
        drawn.set(rank);
        count++;
      }
    }
  }

  public boolean has(int rank) {
    return drawn.get(rank);
  }

  public boolean isAll() {
    return drawn.cardinality() == users;
  }

  /** Of the characters, with SplitMix64's finish. */
  private static long hash(String key) {
    long hash = 0;
    for (int at = 0; at < key.length(); at++) {
      hash = hash * 0x5851F42D4C957F2DL + key.charAt(at) + 1;
    }
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    return hash ^ hash >>> 31;
  }
}
