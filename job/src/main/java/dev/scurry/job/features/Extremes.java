package dev.scurry.job.features;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What of a user's events can't be taken out again: smallest and largest values, clock hours,
 * different things. A window's are merged anew from its slices.
 */
final class Extremes {
  private final int distinctLimit;
  final long[] mins;
  final long[] maxs;
  final HourSet[] hours;
  final DistinctSet[] distinct;

  Extremes(int mins, int maxs, int hours, int distinct, int distinctLimit) {
    this.distinctLimit = distinctLimit;
    this.mins = new long[mins];
    this.maxs = new long[maxs];
    this.hours = new HourSet[hours];
    this.distinct = new DistinctSet[distinct];
    Arrays.fill(this.mins, Long.MAX_VALUE);
    Arrays.fill(this.maxs, Long.MIN_VALUE);
    Arrays.setAll(this.hours, i -> new HourSet());
    Arrays.setAll(this.distinct, i -> new DistinctSet(distinctLimit));
  }

  void merge(Extremes other) {
    for (int i = 0; i < mins.length; i++) {
      mins[i] = Math.min(mins[i], other.mins[i]);
    }
    for (int i = 0; i < maxs.length; i++) {
      maxs[i] = Math.max(maxs[i], other.maxs[i]);
    }
    for (int i = 0; i < hours.length; i++) {
      hours[i].merge(other.hours[i]);
    }
    for (int i = 0; i < distinct.length; i++) {
      distinct[i].merge(other.distinct[i]);
    }
  }

  int size() {
    int size = Long.BYTES * (mins.length + maxs.length);
    for (HourSet set : hours) {
      size += set.encodedSize();
    }
    for (DistinctSet set : distinct) {
      size += set.encodedSize();
    }
    return size;
  }

  void write(ByteBuffer out) {
    Formats.putLongs(out, mins, mins.length);
    Formats.putLongs(out, maxs, maxs.length);
    for (HourSet set : hours) {
      set.write(out);
    }
    for (DistinctSet set : distinct) {
      set.write(out);
    }
  }

  void read(ByteBuffer in) {
    Formats.getLongs(in, mins);
    Formats.getLongs(in, maxs);
    Arrays.setAll(hours, i -> HourSet.read(in));
    Arrays.setAll(distinct, i -> DistinctSet.read(in, distinctLimit));
  }
}
