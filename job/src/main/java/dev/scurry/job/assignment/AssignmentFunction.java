package dev.scurry.job.assignment;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.assignment.Segmenter.Segment;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.SegmentChange;
import dev.scurry.schema.WireFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Assigns users' features by the model that is due for their window, at once or under a timer, in
 * the order of the windows, and tells when a user enters, moves or leaves.
 *
 * <p>A user who is forgotten at a window's end is so in the turn of that window: what he did until
 * then is dropped with what is kept of him, and his last assignment gets a tombstone.
 *
 * <p>A timer that fires because bounded input has ended lets a user leave only at a window that the
 * stream lived to see: one up to the last with features that training has told of, learned or not.
 * Nobody is said to have left because the input was over.
 */
final class AssignmentFunction
    extends KeyedBroadcastProcessFunction<String, UserFeatures, ModelUpdate, OutputRecord> {
  private static final long serialVersionUID = 1L;

  /** Name of the state that every user in a segment has. */
  static final String SEGMENT = "segment";

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  /** In the place of features: he is forgotten at this window's end. */
  private static final double[] FORGET = {};

  private final Settings settings;
  private final byte[] initial;
  private final long slideMs;
  private final SegmentRules rules;

  /** Features of windows that wait for their model, by window end. */
  private transient MapState<Long, double[]> waiting;

  private transient ValueState<byte[]> segment;
  private transient ServingModels serving;
  private transient AssignmentMetrics metrics;

  /**
   * @param initial JSON of the model that assigns until one is published; or null
   */
  AssignmentFunction(Settings settings, byte[] initial) {
    this.settings = settings;
    this.initial = initial;
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
            .getState(new ValueStateDescriptor<>(SEGMENT, BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    serving =
        new ServingModels(
            new Models(
                slideMs,
                settings.assignment().outlierQuantile(),
                initial == null ? null : WireFormat.decode(initial, ClusterModel.class)));
    metrics = new AssignmentMetrics(getRuntimeContext().getMetricGroup());
  }

  /**
   * Shows what was restored.
   *
   * @param users who are in a segment
   */
  void showRestored(ReadOnlyBroadcastState<Long, byte[]> stored, long users) throws Exception {
    Models models = serving.of(stored);
    metrics.restored(users);
    metrics.serves(models.newestVersion(), models.size());
  }

  @Override
  public void processBroadcastElement(
      ModelUpdate update, Context context, Collector<OutputRecord> out) throws Exception {
    serving.take(
        update,
        context.currentWatermark(),
        context.getBroadcastState(ServingModels.MODELS),
        context.getBroadcastState(ServingModels.TIMES));
    if (update.serving) {
      metrics.serves(update.version, serving.held());
    }
  }

  @Override
  public void processElement(
      UserFeatures features, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    long passed = passed(context);
    if (features.isForgotten()) {
      waiting.put(features.windowEnd, FORGET);
      assignWaiting(features.user, context, passed, out);
    } else if (isOver(features.windowEnd, passed)) {
      metrics.refused();
    } else {
      assignOrWait(features, context, passed, out);
    }
  }

  private boolean isOver(long windowEnd, long passed) throws Exception {
    byte[] before = segment.value();
    return windowEnd <= passed || (before != null && windowEnd <= UserSegment.windowEndOf(before));
  }

  private void assignOrWait(
      UserFeatures features, ReadOnlyContext context, long passed, Collector<OutputRecord> out)
      throws Exception {
    Segmenter model = model(features.windowEnd, passed, context);
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
      metrics.userWent();
    }
  }

  private static boolean livedToSee(long windowEnd, ReadOnlyContext context) throws Exception {
    return context.currentWatermark() < END_OF_INPUT
        || ServingModels.seenThrough(context.getBroadcastState(ServingModels.TIMES)) >= windowEnd;
  }

  /** The user's windows that are due, in order; the next one gets a timer. */
  private void assignWaiting(
      String user, ReadOnlyContext context, long passed, Collector<OutputRecord> out)
      throws Exception {
    for (Map.Entry<Long, double[]> window : waitingInOrder().entrySet()) {
      if (!takeTurn(user, window.getKey(), window.getValue(), context, passed, out)) {
        wakeUpFor(window.getKey(), passed, context);
        return;
      }
      waiting.remove(window.getKey());
    }
  }

  private boolean takeTurn(
      String user,
      long windowEnd,
      double[] values,
      ReadOnlyContext context,
      long passed,
      Collector<OutputRecord> out)
      throws Exception {
    if (values.length == FORGET.length) {
      return forget(user, windowEnd, context, out);
    }
    Segmenter model = model(windowEnd, passed, context);
    return model != null
        && assign(new UserFeatures(user, windowEnd, values, 0), model, context, out);
  }

  /** The model that is due for a window; null while it has to wait. */
  private Segmenter model(long windowEnd, long passed, ReadOnlyContext context) throws Exception {
    try {
      return serving
          .of(context.getBroadcastState(ServingModels.MODELS))
          .forWindow(windowEnd, passed);
    } catch (IllegalStateException e) {
      throw new SuppressRestartsException(e); // It would fail the same way after every restart.
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

  private boolean assign(
      UserFeatures features, Segmenter model, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    UserSegment before = stillThere(features.user, features.windowEnd, out);
    Segment now = model.assign(features.values);
    out.collect(
        OutputRecord.of(Channel.ASSIGNMENTS, features.user, rules.assigned(features, now, model)));
    emit(rules.compare(before, features, now, model), out);
    UserSegment after =
        new UserSegment(features.windowEnd, now.cluster(), model.version(), features.values);
    segment.update(after.encode());
    metrics.assigned(features.windowEnd, now);
    if (before == null) {
      metrics.userCame();
      context.timerService().registerEventTimeTimer(rules.leavesAt(after));
    }
    return true;
  }

  private boolean forget(
      String user, long windowEnd, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    UserSegment before = stillThere(user, windowEnd, out);
    if (before != null) {
      if (livedToSee(windowEnd, context)) {
        emit(rules.forgotten(user, windowEnd, before), out);
      }
      for (long time = windowEnd; time <= rules.leavesAt(before); time += slideMs) {
        context.timerService().deleteEventTimeTimer(time);
      }
      metrics.userWent();
    }
    segment.clear();
    out.collect(OutputRecord.tombstone(Channel.ASSIGNMENTS, user));
    metrics.forgotten();
    return true;
  }

  /** Where the user was, unless he had left before this window; then he leaves now. */
  private UserSegment stillThere(String user, long windowEnd, Collector<OutputRecord> out)
      throws Exception {
    UserSegment before = segment();
    if (before == null || !rules.hasLeftBefore(before, windowEnd)) {
      return before;
    }
    emit(rules.left(user, before), out);
    metrics.userWent();
    return null;
  }

  private void emit(SegmentChange change, Collector<OutputRecord> out) {
    if (change != null) {
      metrics.changed(change.change());
      out.collect(OutputRecord.of(Channel.SEGMENT_CHANGES, change.userId(), change));
    }
  }

  private UserSegment segment() throws Exception {
    byte[] stored = segment.value();
    return stored == null ? null : UserSegment.decode(stored);
  }

  private static long passed(ReadOnlyContext context) throws Exception {
    return ServingModels.passed(
        context.getBroadcastState(ServingModels.TIMES), context.currentWatermark());
  }
}
