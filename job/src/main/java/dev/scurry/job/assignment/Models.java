package dev.scurry.job.assignment;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The models that a window can still need, and the rule which of them assigns it.
 *
 * <p>A model serves from the window end at which it was published, or at which it was pinned or
 * taken back into service. Window W is assigned by the one with the greatest {@code servesFrom} <=
 * W - slide, so that the answer does not depend on whether features or models were faster. Where
 * there is none, by the model that the job was started with; without that one, W waits for the
 * model that serves from W itself.
 */
final class Models {

  private final long slideMs;
  private final double outlierQuantile;
  private final Segmenter initial;
  private final NavigableMap<Long, Segmenter> byServesFrom = new TreeMap<>();

  /**
   * @param initial serves ahead of all others; or null
   */
  Models(long slideMs, double outlierQuantile, ClusterModel initial) {
    this.slideMs = slideMs;
    this.outlierQuantile = outlierQuantile;
    this.initial = initial == null ? null : new Segmenter(initial, outlierQuantile);
  }

  void add(long servesFrom, byte[] json) {
    ClusterModel wire = WireFormat.decode(json, ClusterModel.class);
    byServesFrom.put(servesFrom, new Segmenter(wire, outlierQuantile));
  }

  /**
   * The model that assigns a window, or null while it has to wait.
   *
   * @param passed all models that serve from this time or before are here
   */
  Segmenter forWindow(long windowEnd, long passed) {
    if (passed < windowEnd - slideMs) {
      return null;
    }
    Map.Entry<Long, Segmenter> before = byServesFrom.floorEntry(windowEnd - slideMs);
    if (before != null) {
      return before.getValue();
    }
    if (initial != null) {
      return initial;
    }
    return passed < windowEnd ? null : servingFrom(windowEnd);
  }

  private Segmenter servingFrom(long windowEnd) {
    Segmenter own = byServesFrom.get(windowEnd);
    if (own == null) {
      throw new IllegalStateException(
          "the window that ends at "
              + Instant.ofEpochMilli(windowEnd)
              + " has features, but training published no model for it and there is none before:"
              + " was the job restored from a savepoint without training's state?");
    }
    return own;
  }

  /**
   * Forgets what no window can need once the watermark is here: every window up to it is assigned,
   * a later one needs the last model that serves from the watermark or before, or a later model.
   * The one before that stays too.
   *
   * @return servesFrom of what was forgotten
   */
  List<Long> prune(long watermark) {
    Long needed = byServesFrom.floorKey(watermark);
    Long before = needed == null ? null : byServesFrom.lowerKey(needed);
    if (before == null) {
      return List.of();
    }
    NavigableMap<Long, Segmenter> old = byServesFrom.headMap(before, false);
    List<Long> forgotten = List.copyOf(old.keySet());
    old.clear();
    return forgotten;
  }

  /** Of the model that serves from the latest time on; 0 without one. */
  long newestVersion() {
    if (!byServesFrom.isEmpty()) {
      return byServesFrom.lastEntry().getValue().version();
    }
    return initial == null ? 0 : initial.version();
  }

  int size() {
    return byServesFrom.size();
  }
}
