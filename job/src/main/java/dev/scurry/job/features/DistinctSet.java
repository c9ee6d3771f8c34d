package dev.scurry.job.features;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * How many different things were seen: their hashes in order up to a limit, beyond it a HyperLogLog
 * sketch of 4,096 registers (1.6 % standard error). What it says depends on the things alone, not
 * on their order nor on how they were spread over the sets that were merged: a sketch keeps the
 * largest value of each register, and it is read by its composite estimate, which knows nothing of
 * the history.
 */
final class DistinctSet {
  private static final int LG_REGISTERS = 12;
  private static final int FIRST_ROOM = 4;

  private final int limit;
  private long[] hashes = {};
  private int size;

  /** Null while the set is exact. */
  private HllSketch sketch;

  DistinctSet(int limit) {
    this.limit = limit;
  }

  void add(long hash) {
    if (sketch != null) {
      sketch.update(hash);
      return;
    }
    int place = Arrays.binarySearch(hashes, 0, size, hash);
    if (place < 0) {
      insert(-place - 1, hash);
    }
  }

  void merge(DistinctSet other) {
    if (other.sketch != null) {
      toSketch();
      Union union = new Union(LG_REGISTERS);
      union.update(sketch);
      union.update(other.sketch);
      sketch = union.getResult(TgtHllType.HLL_8);
    } else {
      for (int i = 0; i < other.size; i++) {
        add(other.hashes[i]);
      }
    }
  }

  /** A whole number, exact up to the limit. */
  long count() {
    return sketch == null ? size : Math.round(sketch.getCompositeEstimate());
  }

  int encodedSize() {
    return Integer.BYTES + (sketch == null ? size * Long.BYTES : sketchBytes().length);
  }

  /** The number of hashes and they themselves, or minus the sketch's length and it itself. */
  void write(ByteBuffer out) {
    if (sketch == null) {
      out.putInt(size);
      Formats.putLongs(out, hashes, size);
    } else {
      byte[] bytes = sketchBytes();
      out.putInt(-bytes.length).put(bytes);
    }
  }

  static DistinctSet read(ByteBuffer in, int limit) {
    DistinctSet set = new DistinctSet(limit);
    int length = in.getInt();
    if (length >= 0) {
      set.hashes = new long[length];
      set.size = length;
      Formats.getLongs(in, set.hashes);
    } else {
      byte[] bytes = new byte[-length];
      in.get(bytes);
      set.sketch = HllSketch.heapify(Memory.wrap(bytes));
    }
    return set;
  }

  private byte[] sketchBytes() {
    return sketch.toCompactByteArray();
  }

  private void insert(int place, long hash) {
    if (size == limit) {
      toSketch();
      sketch.update(hash);
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(limit, Math.max(FIRST_ROOM, 2 * size)));
    }
    System.arraycopy(hashes, place, hashes, place + 1, size - place);
    hashes[place] = hash;
    size++;
  }

  private void toSketch() {
    if (sketch != null) {
      return;
    }
    sketch = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
    for (int i = 0; i < size; i++) {
      sketch.update(hashes[i]);
    }
    hashes = new long[0];
    size = 0;
  }
}
