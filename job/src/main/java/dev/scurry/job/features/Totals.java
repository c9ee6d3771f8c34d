package dev.scurry.job.features;

import java.nio.ByteBuffer;

/**
 * What of a user's events can be taken out again when they leave the window: counts, and sums of
 * 128 bits. The first count is of all events.
 */
final class Totals {
  private static final byte FORMAT = 1;

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

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + size());
    write(out.put(FORMAT));
    return out.array();
  }

  /** Reads what {@link #encode} wrote, into totals of the same shape. */
  Totals decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.check(in.get(), FORMAT, "running total");
    read(in);
    return this;
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
