package dev.scurry.job.features;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What of a user's events can be taken out again when they leave the window: counts, and sums of
 * 128 bits. The first count is of all events.
 */
final class Totals {
  final long[] counts;
  final long[] sums;

  Totals(int counts, int sums) {
    this.counts = new long[counts];
    this.sums = new long[2 * sums];
  }

  long events() {
    return counts[0];
  }

  void add(Totals other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    for (int i = 0; i < sums.length; i += 2) {
      Sums.add(sums, i / 2, other.sums[i], other.sums[i + 1]);
    }
  }

  void subtract(Totals other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] -= other.counts[i];
    }
    for (int i = 0; i < sums.length; i += 2) {
      Sums.subtract(sums, i / 2, other.sums[i], other.sums[i + 1]);
    }
  }

  void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
  }

  int size() {
    return Long.BYTES * (counts.length + sums.length);
  }

  void write(ByteBuffer out) {
    Formats.putLongs(out, counts, counts.length);
    Formats.putLongs(out, sums, sums.length);
  }

  void read(ByteBuffer in) {
    Formats.getLongs(in, counts);
    Formats.getLongs(in, sums);
  }
}
