package dev.scurry.job.assignment;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The models that a window can still need, and the rule which of them assigns it.
 *
 * <p>Window W is assigned by the model with the greatest {@code trainedThrough} <= W - slide, so
 * that the answer does not depend on whether features or models were faster. Where there is none, W
 * waits for the model trained through W itself.
 */
final class Models {

  private final long slideMs;
  private final NavigableMap<Long, Segmenter> byTrainedThrough = new TreeMap<>();

  Models(long slideMs) {
    this.slideMs = slideMs;
  }

  void add(byte[] json) {
    Segmenter segmenter = new Segmenter(WireFormat.decode(json, ClusterModel.class));
    byTrainedThrough.put(segmenter.trainedThroughMs(), segmenter);
  }

  /**
   * The model that assigns a window, or null while it has to wait.
   *
   * @param passed all models trained through this time or before are here
   */
  Segmenter forWindow(long windowEnd, long passed) {
    if (passed < windowEnd - slideMs) {
      return null;
    }
    Map.Entry<Long, Segmenter> before = byTrainedThrough.floorEntry(windowEnd - slideMs);
    if (before != null) {
      return before.getValue();
    }
    return passed < windowEnd ? null : trainedThrough(windowEnd);
  }

  private Segmenter trainedThrough(long windowEnd) {
    Segmenter own = byTrainedThrough.get(windowEnd);
    if (own == null) {
      throw new IllegalStateException(
          "window " + windowEnd + " had features, but no model learned from it");
    }
    return own;
  }

  /**
   * Forgets what no window can need once the watermark is here: every window up to it is assigned,
   * a later one needs the last model trained through the watermark, or a later model. The one
   * before that stays too.
   *
   * @return trainedThrough of what was forgotten
   */
  List<Long> prune(long watermark) {
    Long needed = byTrainedThrough.floorKey(watermark);
    Long before = needed == null ? null : byTrainedThrough.lowerKey(needed);
    if (before == null) {
      return List.of();
    }
    NavigableMap<Long, Segmenter> old = byTrainedThrough.headMap(before, false);
    List<Long> forgotten = List.copyOf(old.keySet());
    old.clear();
    return forgotten;
  }

  /** Last window that any model has learned from; {@link Long#MIN_VALUE} without one. */
  long trainedThrough() {
    return byTrainedThrough.isEmpty() ? Long.MIN_VALUE : byTrainedThrough.lastKey();
  }
}
