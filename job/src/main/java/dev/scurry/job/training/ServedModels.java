package dev.scurry.job.training;

import dev.scurry.job.StateFormat;
import dev.scurry.schema.ControlCommand;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The last versions, in the state of the reducer's key, and which of them serves. Until one was
 * published that is the earlier model from which training started, if there is one.
 */
final class ServedModels {

  private static final int FORMAT = 1;

  private final MapState<Long, byte[]> versions;
  private final ValueState<byte[]> serving;
  private final ValueState<byte[]> published;
  private final ModelUpdate earlier;
  private final int kept;
  private final long trainedWith;

  /**
   * @param versions models by version: format, trained through, JSON
   * @param published the model that was published last, under whatever settings
   * @param earlier the model from which training starts; null: none
   * @param kept so many stay, beside the one that serves
   * @param trainedWith {@link TrainedWith#fingerprint} of the settings
   */
  ServedModels(
      MapState<Long, byte[]> versions,
      ValueState<byte[]> serving,
      ValueState<byte[]> published,
      ModelUpdate earlier,
      int kept,
      long trainedWith) {
    this.versions = versions;
    this.serving = serving;
    this.published = published;
    this.earlier = earlier;
    this.kept = kept;
    this.trainedWith = trainedWith;
  }

  /** What serves now; what was learned with other settings is forgotten. */
  Serving serving() throws Exception {
    Serving now = Serving.decode(serving.value(), trainedWith);
    if (!now.equals(Serving.NOTHING)) {
      return now;
    }
    versions.clear();
    if (earlier == null || published.value() != null) {
      return now;
    }
    versions.put(earlier.version, encode(earlier));
    return new Serving(earlier.version, false);
  }

  /**
   * Whether assignment has to be told of what serves now. It knows the earlier model only from the
   * settings, which may change while that one is pinned.
   */
  boolean mustBeTold(Serving before, Serving now) {
    boolean earlierIsPinned = earlier != null && earlier.version == now.version() && now.pinned();
    return before.version() != now.version() || (earlierIsPinned && !before.pinned());
  }

  ServingRules.Decision follow(ControlCommand command) throws Exception {
    ServingRules.Decision decision = ServingRules.decide(command, serving(), known());
    serving.update(decision.after().encode(trainedWith));
    return decision;
  }

  /** Takes a new model, which serves if none is pinned; it is not yet the published one. */
  void learned(ModelUpdate model) throws Exception {
    Serving now = serving().afterLearning(model.version);
    versions.put(model.version, encode(model));
    serving.update(now.encode(trainedWith));
    NavigableSet<Long> old = known();
    for (int newest = 0; newest < kept && !old.isEmpty(); newest++) {
      old.pollLast();
    }
    old.remove(now.version());
    for (long version : old) {
      versions.remove(version);
    }
  }

  /** An update that makes a version serve from a window on. */
  ModelUpdate serve(long version, long windowEnd) throws Exception {
    ByteBuffer stored = ByteBuffer.wrap(versions.get(version));
    StateFormat.require(FORMAT, stored.getInt(), "a version");
    long trainedThrough = stored.getLong();
    byte[] json = Arrays.copyOfRange(stored.array(), stored.position(), stored.capacity());
    return new ModelUpdate(version, trainedThrough, json, windowEnd, false, true);
  }

  private NavigableSet<Long> known() throws Exception {
    NavigableSet<Long> known = new TreeSet<>();
    versions.keys().forEach(known::add);
    return known;
  }

  private static byte[] encode(ModelUpdate model) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + model.json.length)
        .putInt(FORMAT)
        .putLong(model.trainedThrough)
        .put(model.json)
        .array();
  }
}
