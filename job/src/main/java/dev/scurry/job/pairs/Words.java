package dev.scurry.job.pairs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Text, eight bytes at a time: the first is the lowest of a word. What a word is tested for is
 * found by arithmetic on all its bytes at once, where only the lowest hit is exact (Lamport:
 * Multiple byte processing with full-word instructions. CACM 18 (8), 1975).
 */
final class Words {

  /** Bytes that must be there behind the last one that is meant. */
  static final int SLACK = 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long COMMAS = ONES * ',';
  private static final long FEEDS = ONES * '\n';
  private static final long ZEROS = ONES * '0';

  private Words() {}

  static long at(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** How many bytes lie before the first comma or line feed; 8 if there is none. */
  static int fieldBytes(long word) {
    long comma = word ^ COMMAS;
    long feed = word ^ FEEDS;
    long zero = ((comma - ONES) & ~comma) | ((feed - ONES) & ~feed);
    return Long.numberOfTrailingZeros(zero & HIGHS) >>> 3;
  }

  /** The first bytes of a word, fewer than 8; the others are 0. */
  static long first(long word, int bytes) {
    return word & ((1L << (bytes << 3)) - 1);
  }

  /** How many digits a word begins with, up to 8. */
  static int digits(long word) {
    long value = word ^ ZEROS;
    long tooLarge = (value + ONES * (0x80 - 10)) | value;
    return Long.numberOfTrailingZeros(tooLarge & HIGHS) >>> 3;
  }

  /** The number that the first digits of a word are, 1 to 8 of them. */
  static long number(long word, int digits) {
    long value = (word ^ ZEROS) << ((8 - digits) << 3);
    value = (value * 10 + (value >>> 8)) & 0x00FF00FF00FF00FFL;
    value = (value * 100 + (value >>> 16)) & 0x0000FFFF0000FFFFL;
    return (value * 10_000 + (value >>> 32)) & 0xFFFFFFFFL;
  }
}
