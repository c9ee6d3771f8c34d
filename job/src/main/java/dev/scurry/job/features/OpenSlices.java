package dev.scurry.job.features;

import java.util.HashMap;
import java.util.Map;

/**
 * The slices that events are just being added to, decoded, ahead of the state that holds them
 * encoded. Between two watermarks most events meet a slice that is here already, so that reading
 * and writing it is paid once and not with every event.
 *
 * <p>Whoever reads the state or snapshots it has these written back first; none stays here over a
 * watermark or a checkpoint. There is a limit, since every user may have one.
 */
final class OpenSlices {
  private final int limit;
  private final Map<Key, SliceAccumulator> slices = new HashMap<>();

  private record Key(String user, long sliceEnd) {}

  /** Takes what has to go into the state. */
  @FunctionalInterface
  interface Writer {
    void write(String user, long sliceEnd, SliceAccumulator slice) throws Exception;
  }

  OpenSlices(int limit) {
    this.limit = limit;
  }

  /** A user's slice, or null if it is not here. */
  SliceAccumulator get(String user, long sliceEnd) {
    return slices.get(new Key(user, sliceEnd));
  }

  void put(String user, long sliceEnd, SliceAccumulator slice) {
    slices.put(new Key(user, sliceEnd), slice);
  }

  boolean isFull() {
    return slices.size() >= limit;
  }

  void writeBack(Writer state) throws Exception {
    for (Map.Entry<Key, SliceAccumulator> open : slices.entrySet()) {
      state.write(open.getKey().user, open.getKey().sliceEnd, open.getValue());
    }
    slices.clear();
  }
}
