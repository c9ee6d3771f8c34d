package dev.scurry.job.features;

import java.math.BigInteger;

/**
 * Sums of 128 bits, each two longs of an array: high half, low half. They are exact, so that their
 * order does not matter and a slice can be taken out again.
 */
final class Sums {

  private Sums() {}

  static void add(long[] sums, int slot, long value) {
    add(sums, slot, value >> 63, value);
  }

  static void add(long[] sums, int slot, long high, long low) {
    int i = 2 * slot;
    long sum = sums[i + 1] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    sums[i + 1] = sum;
    sums[i] += high + carry;
  }

  static void subtract(long[] sums, int slot, long high, long low) {
    int i = 2 * slot;
    long borrow = Long.compareUnsigned(sums[i + 1], low) < 0 ? 1 : 0;
    sums[i + 1] -= low;
    sums[i] -= high + borrow;
  }

  /** The double nearest to a sum. */
  static double toDouble(long[] sums, int slot) {
    long high = sums[2 * slot];
    long low = sums[2 * slot + 1];
    boolean fitsLong = high == low >> 63;
    return fitsLong ? (double) low : wide(high, low).doubleValue();
  }

  private static BigInteger wide(long high, long low) {
    BigInteger upper = BigInteger.valueOf(high).shiftLeft(Long.SIZE);
    BigInteger lower = BigInteger.valueOf(low);
    return upper.add(low < 0 ? lower.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : lower);
  }
}
