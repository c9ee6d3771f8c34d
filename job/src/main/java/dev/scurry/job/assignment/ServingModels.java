package dev.scurry.job.assignment;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.training.ModelUpdate;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/** What the broadcast state says of models and times; the models are parsed once. */
final class ServingModels {

  /** JSON of each model by {@code servesFrom}. */
  static final MapStateDescriptor<Long, byte[]> MODELS =
      new MapStateDescriptor<>("models", Types.LONG, BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** {@link #CLOSED} and {@link #SEEN}. */
  static final MapStateDescriptor<Integer, Long> TIMES =
      new MapStateDescriptor<>("closed", Types.INT, Types.LONG);

  /** The watermark when the last model came, so that closed windows stay so over a restore. */
  private static final int CLOSED = 0;

  /** Last window with features that training has told of, whether it was learned or serves. */
  private static final int SEEN = 1;

  private final Models models;
  private boolean loaded;

  /**
   * @param models without any yet
   */
  ServingModels(Models models) {
    this.models = models;
  }

  void take(
      ModelUpdate update,
      long watermark,
      BroadcastState<Long, byte[]> stored,
      BroadcastState<Integer, Long> times)
      throws Exception {
    of(stored);
    if (update.serving) {
      stored.put(update.servesFrom, update.json);
      models.add(update.servesFrom, update.json);
    }
    for (long forgotten : models.prune(watermark)) {
      stored.remove(forgotten);
    }
    times.put(CLOSED, passed(times, watermark));
    times.put(SEEN, Math.max(seenThrough(times), update.trainedThrough));
  }

  Models of(ReadOnlyBroadcastState<Long, byte[]> stored) throws Exception {
    if (!loaded) {
      for (Map.Entry<Long, byte[]> model : stored.immutableEntries()) {
        models.add(model.getKey(), model.getValue());
      }
      loaded = true;
    }
    return models;
  }

  int held() {
    return models.size();
  }

  /** Everything served from or closed up to this time is here. */
  static long passed(ReadOnlyBroadcastState<Integer, Long> times, long watermark) throws Exception {
    Long restored = times.get(CLOSED);
    return restored == null ? watermark : Math.max(restored, watermark);
  }

  /** {@link Long#MIN_VALUE} before any. */
  static long seenThrough(ReadOnlyBroadcastState<Integer, Long> times) throws Exception {
    Long seen = times.get(SEEN);
    return seen == null ? Long.MIN_VALUE : seen;
  }
}
