package dev.scurry.job.features;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What of a user's events can't be taken out again: smallest and largest values, clock hours,
 * different things. A window's are merged anew from its slices.
 */
final class Extremes {
  final long[] mins;
  final long[] maxs;
  final HourSet[] hours;
  final DistinctSet[] distinct;

  Extremes(int mins, int maxs, int hours, int distinct, int distinctLimit) {
    this.mins = new long[mins];
    this.maxs = new long[maxs];
    this.hours = new HourSet[hours];
    this.distinct = new DistinctSet[distinct];
    Arrays.setAll(this.distinct, i -> new DistinctSet(distinctLimit));
    clear();
  }

  /** As of no events; the room of the sets is kept. */
  void clear() {
    Arrays.fill(mins, Long.MAX_VALUE);
    Arrays.fill(maxs, Long.MIN_VALUE);
    Arrays.setAll(hours, i -> new HourSet());
    for (DistinctSet set : distinct) {
      set.clear();
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

  /** Adds what {@link #write} wrote of others of the same shape. */
  void merge(ByteBuffer in) {
    for (int i = 0; i < mins.length; i++) {
      mins[i] = Math.min(mins[i], in.getLong());
    }
    for (int i = 0; i < maxs.length; i++) {
      maxs[i] = Math.max(maxs[i], in.getLong());
    }
    for (HourSet set : hours) {
      set.merge(in);
    }
    for (DistinctSet set : distinct) {
      set.merge(in);
    }
  }

  /** Moves from the beginning of what {@link #write} wrote to the first set of different things. */
  void skipToSets(ByteBuffer in) {
    in.position(in.position() + Long.BYTES * (mins.length + maxs.length));
    for (int i = 0; i < hours.length; i++) {
      HourSet.skip(in);
    }
  }
}
