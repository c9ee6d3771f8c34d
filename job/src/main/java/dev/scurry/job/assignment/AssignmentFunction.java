package dev.scurry.job.assignment;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.assignment.Segmenter.Segment;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.Channel;
import dev.scurry.schema.SegmentChange;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Assigns users' features by the model that is due for their window, at once or under a timer, in
 * the order of the windows, and tells when a user enters, moves or leaves.
 *
 * <p>A timer that fires because bounded input has ended lets a user leave only at a window that the
 * stream lived to see: one up to the last that any model has learned from. Nobody is said to have
 * left because the input was over.
 */
final class AssignmentFunction
    extends KeyedBroadcastProcessFunction<String, UserFeatures, ModelUpdate, OutputRecord> {
  private static final long serialVersionUID = 1L;

  /** JSON of each model by {@code trainedThrough}. */
  static final MapStateDescriptor<Long, byte[]> MODELS =
      new MapStateDescriptor<>("models", Types.LONG, BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** The watermark when the last model came, so that closed windows stay so over a restore. */
  static final MapStateDescriptor<Integer, Long> CLOSED =
      new MapStateDescriptor<>("closed", Types.INT, Types.LONG);

  private static final int ONLY = 0;
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final long slideMs;
  private final SegmentRules rules;

  /** Features of windows that wait for their model, by window end. */
  private transient MapState<Long, double[]> waiting;

  private transient ValueState<byte[]> segment;
  private transient Models models;
  private transient Counter refused;

  AssignmentFunction(Settings settings) {
    this.slideMs = settings.features().window().slideMs();
    this.rules = new SegmentRules(slideMs, settings.assignment().leftAfterWindows());
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("waiting", Types.LONG, DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    segment =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("segment", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    refused = getRuntimeContext().getMetricGroup().counter("refusedFeatures");
  }

  @Override
  public void processBroadcastElement(
      ModelUpdate update, Context context, Collector<OutputRecord> out) throws Exception {
    BroadcastState<Long, byte[]> stored = context.getBroadcastState(MODELS);
    Models known = models(stored);
    stored.put(update.trainedThrough, update.json);
    known.add(update.json);
    for (long forgotten : known.prune(context.currentWatermark())) {
      stored.remove(forgotten);
    }
    BroadcastState<Integer, Long> closed = context.getBroadcastState(CLOSED);
    closed.put(ONLY, passed(closed, context.currentWatermark()));
  }

  @Override
  public void processElement(
      UserFeatures features, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    long passed = passed(context.getBroadcastState(CLOSED), context.currentWatermark());
    UserSegment before = segment();
    if (features.windowEnd <= passed
        || (before != null && features.windowEnd <= before.windowEnd())) {
      refused.inc();
      return;
    }
    Models known = models(context.getBroadcastState(MODELS));
    Segmenter model = known.forWindow(features.windowEnd, passed);
    if (model == null) {
      waiting.put(features.windowEnd, features.values);
      wakeUpFor(features.windowEnd, passed, context);
    } else { // His earlier windows have passed, so none of them waits.
      assign(features, model, context, out);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    assignWaiting(context.getCurrentKey(), context, context.currentWatermark(), out);
    UserSegment user = segment();
    if (user == null) {
      return;
    }
    if (rules.leavesAt(user) > time) {
      context.timerService().registerEventTimeTimer(rules.leavesAt(user));
    } else if (livedToSee(rules.leavesAt(user), context)) {
      emit(rules.left(context.getCurrentKey(), user), out);
      segment.clear();
    }
  }

  private boolean livedToSee(long windowEnd, ReadOnlyContext context) throws Exception {
    return context.currentWatermark() < END_OF_INPUT
        || models(context.getBroadcastState(MODELS)).trainedThrough() >= windowEnd;
  }

  /** Assigns the user's windows whose model is here, in order; the next one gets a timer. */
  private void assignWaiting(
      String user, ReadOnlyContext context, long passed, Collector<OutputRecord> out)
      throws Exception {
    Models known = models(context.getBroadcastState(MODELS));
    for (Map.Entry<Long, double[]> window : waitingInOrder().entrySet()) {
      Segmenter model = known.forWindow(window.getKey(), passed);
      if (model == null) {
        wakeUpFor(window.getKey(), passed, context);
        return;
      }
      waiting.remove(window.getKey());
      UserFeatures features = new UserFeatures(user, window.getKey(), window.getValue(), 0);
      assign(features, model, context, out);
    }
  }

  private void wakeUpFor(long windowEnd, long passed, ReadOnlyContext context) {
    long time = passed < windowEnd - slideMs ? windowEnd - slideMs : windowEnd;
    context.timerService().registerEventTimeTimer(time);
  }

  private Map<Long, double[]> waitingInOrder() throws Exception {
    Map<Long, double[]> windows = new TreeMap<>();
    for (Map.Entry<Long, double[]> window : waiting.entries()) {
      windows.put(window.getKey(), window.getValue());
    }
    return windows;
  }

  private void assign(
      UserFeatures features, Segmenter model, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    UserSegment before = stillThere(features, out);
    Segment now = model.assign(features.values);
    out.collect(
        OutputRecord.of(Channel.ASSIGNMENTS, features.user, rules.assigned(features, now, model)));
    emit(rules.compare(before, features, now, model), out);
    UserSegment after =
        new UserSegment(features.windowEnd, now.cluster(), model.version(), features.values);
    segment.update(after.encode());
    if (before == null) {
      context.timerService().registerEventTimeTimer(rules.leavesAt(after));
    }
  }

  /** Where the user was, unless he had left before this window; then he leaves now. */
  private UserSegment stillThere(UserFeatures features, Collector<OutputRecord> out)
      throws Exception {
    UserSegment before = segment();
    if (before == null || !rules.hasLeftBefore(before, features.windowEnd)) {
      return before;
    }
    emit(rules.left(features.user, before), out);
    return null;
  }

  private static void emit(SegmentChange change, Collector<OutputRecord> out) {
    if (change != null) {
      out.collect(OutputRecord.of(Channel.SEGMENT_CHANGES, change.userId(), change));
    }
  }

  private UserSegment segment() throws Exception {
    byte[] stored = segment.value();
    return stored == null ? null : UserSegment.decode(stored);
  }

  /** Everything trained or closed up to this time is here. */
  private static long passed(ReadOnlyBroadcastState<Integer, Long> closed, long watermark)
      throws Exception {
    Long restored = closed.get(ONLY);
    return restored == null ? watermark : Math.max(restored, watermark);
  }

  /** The models of the broadcast state, parsed once. */
  private Models models(ReadOnlyBroadcastState<Long, byte[]> stored) throws Exception {
    if (models == null) {
      models = new Models(slideMs);
      for (Map.Entry<Long, byte[]> model : stored.immutableEntries()) {
        models.add(model.getValue());
      }
    }
    return models;
  }
}
