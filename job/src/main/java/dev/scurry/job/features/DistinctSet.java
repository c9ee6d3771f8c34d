package dev.scurry.job.features;

import java.nio.ByteBuffer;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * How many different things were seen: their hashes up to a limit, beyond it a HyperLogLog sketch
 * of 4,096 registers (1.6 % standard error). What it says depends on the things alone, not on their
 * order nor on how they were spread over the sets that were merged: a sketch keeps the largest
 * value of each register, and it is read by its composite estimate, which knows nothing of the
 * history.
 */
final class DistinctSet {
  private static final int LG_REGISTERS = 12;

  private final int limit;

  /** Empty once there is a sketch. */
  private final HashTable hashes = new HashTable();

  /** Null while the set is exact. */
  private HllSketch sketch;

  DistinctSet(int limit) {
    this.limit = limit;
  }

  void clear() {
    hashes.clear();
    sketch = null;
  }

  void add(long hash) {
    if (sketch != null) {
      sketch.update(hash);
    } else if (hashes.size() < limit) {
      hashes.add(hash);
    } else if (!hashes.contains(hash)) {
      toSketch();
      sketch.update(hash);
    }
  }

  boolean isExact() {
    return sketch == null;
  }

  /** A whole number, exact up to the limit. */
  long count() {
    return sketch == null ? hashes.size() : Math.round(sketch.getCompositeEstimate());
  }

  int encodedSize() {
    return Integer.BYTES
        + (sketch == null ? hashes.size() * Long.BYTES : sketch.getCompactSerializationBytes());
  }

  /** The number of hashes and they themselves in order, or minus the sketch's length and it. */
  void write(ByteBuffer out) {
    if (sketch == null) {
      out.putInt(hashes.size());
      Formats.putLongs(out, hashes.sorted(), hashes.size());
    } else {
      byte[] bytes = sketch.toCompactByteArray();
      out.putInt(-bytes.length).put(bytes);
    }
  }

  /** Adds what {@link #write} wrote. */
  void merge(ByteBuffer in) {
    int length = in.getInt();
    if (length >= 0) {
      for (int i = 0; i < length; i++) {
        add(in.getLong());
      }
    } else {
      byte[] bytes = new byte[-length];
      in.get(bytes);
      merge(HllSketch.heapify(Memory.wrap(bytes)));
    }
  }

  private void merge(HllSketch other) {
    toSketch();
    Union union = new Union(LG_REGISTERS);
    union.update(sketch);
    union.update(other);
    sketch = union.getResult(TgtHllType.HLL_8);
  }

  private void toSketch() {
    if (sketch != null) {
      return;
    }
    sketch = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
    for (long hash : hashes.sorted()) {
      sketch.update(hash);
    }
    hashes.clear();
  }
}
