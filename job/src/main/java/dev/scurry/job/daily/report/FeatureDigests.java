package dev.scurry.job.daily.report;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Tells which users have the same features, of any number: 128 bits of a SHA-256 stand for a user's
 * features, so that 16 bytes a user are held.
 */
public final class FeatureDigests {

  private static final int FREE = -1;

  private final long[] digests;
  private final BitSet known = new BitSet();
  private final MessageDigest sha256 = sha256();

  /**
   * @param users whose ranks are below this
   */
  public FeatureDigests(int users) {
    this.digests = new long[2 * users];
  }

  /** Takes the features of a user, in the place of those that he had. */
  public void put(int rank, double[] features) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * features.length);
    for (double feature : features) {
      bytes.putDouble(feature + 0.0); // -0 is 0
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(bytes.array()));
    digests[2 * rank] = digest.getLong();
    digests[2 * rank + 1] = digest.getLong();
    known.set(rank);
  }

  /** Users who have features. */
  int users() {
    return known.cardinality();
  }

  /** By rank: the lowest rank of those with the same features; -1 for who has none. Linear time. */
  int[] leaders() {
    int[] leaders = new int[digests.length / 2];
    Arrays.fill(leaders, FREE);
    int[] table = new int[Integer.highestOneBit(Math.max(1, leaders.length)) * 4];
    Arrays.fill(table, FREE);
    for (int rank = known.nextSetBit(0); rank >= 0; rank = known.nextSetBit(rank + 1)) {
      int place = placeOf(rank, table);
      if (table[place] == FREE) {
        table[place] = rank;
      }
      leaders[rank] = table[place];
    }
    return leaders;
  }

  private int placeOf(int rank, int[] table) {
    int place = (int) digests[2 * rank] & (table.length - 1);
    while (table[place] != FREE && !same(table[place], rank)) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private boolean same(int one, int other) {
    return digests[2 * one] == digests[2 * other] && digests[2 * one + 1] == digests[2 * other + 1];
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
