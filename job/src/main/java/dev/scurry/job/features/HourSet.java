package dev.scurry.job.features;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A set of clock hours (UTC), as bits of the hours since 1970; they lie near each other. */
final class HourSet {
  private static final long HOUR_MS = 3_600_000;

  /** The word that holds the first bits; meaningless while there are no words. */
  private int firstWord;

  private long[] words = {};

  void addHourOf(long time) {
    int hour = Math.toIntExact(Math.floorDiv(time, HOUR_MS));
    int word = hour >> 6;
    cover(word, word + 1);
    words[word - firstWord] |= 1L << hour;
  }

  /** Adds what {@link #write} wrote. */
  void merge(ByteBuffer in) {
    int first = in.getInt();
    int length = in.getInt();
    if (length == 0) {
      return;
    }
    cover(first, first + length);
    for (int i = 0; i < length; i++) {
      words[first - firstWord + i] |= in.getLong();
    }
  }

  /** Moves on behind what {@link #write} wrote. */
  static void skip(ByteBuffer in) {
    int length = in.getInt(in.position() + Integer.BYTES);
    in.position(in.position() + 2 * Integer.BYTES + length * Long.BYTES);
  }

  long size() {
    long size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  int encodedSize() {
    return 2 * Integer.BYTES + words.length * Long.BYTES;
  }

  void write(ByteBuffer out) {
    out.putInt(firstWord).putInt(words.length);
    Formats.putLongs(out, words, words.length);
  }

  private void cover(int from, int to) {
    if (words.length == 0) {
      firstWord = from;
      words = new long[to - from];
      return;
    }
    int first = Math.min(firstWord, from);
    int end = Math.max(firstWord + words.length, to);
    if (end - first > words.length) {
      long[] wider = new long[end - first];
      System.arraycopy(words, 0, wider, firstWord - first, words.length);
      words = wider;
      firstWord = first;
    }
  }

  @Override
  public String toString() {
    return firstWord + Arrays.toString(words);
  }
}
