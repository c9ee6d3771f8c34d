package dev.scurry.job.assignment;

import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.SegmentChange;
import dev.scurry.schema.WireFormat;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Assigns users' features by the model that is due for their window, at once or with the watermark
 * that says it is here, in the order of the windows, and tells when a user enters, moves or leaves.
 *
 * <p>A user who is forgotten at a window's end is so in the turn of that window: what he did until
 * then is dropped with what is kept of him, and his last assignment gets a tombstone.
 *
 * <p>A timer stands for each user where he would have left, had he not come again; it is only moved
 * when it fires. One that fires because bounded input has ended lets a user leave only at a window
 * that the stream lived to see: one up to the last with features that training has told of, learned
 * or not. Nobody is said to have left because the input was over.
 */
final class AssignmentOperator extends AbstractStreamOperator<OutputRecord>
    implements TwoInputStreamOperator<UserFeatures, ModelUpdate, OutputRecord>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** Name of the state that every user in a segment has. */
  private static final String SEGMENT = "segment";

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final Settings settings;
  private final byte[] initial;
  private final long slideMs;
  private final SegmentRules rules;

  private transient BroadcastState<Long, byte[]> models;
  private transient BroadcastState<Integer, Long> times;
  private transient ValueState<byte[]> segment;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient WaitingFeatures waiting;
  private transient ServingModels serving;
  private transient AssignmentMetrics metrics;

  /** The watermark, from the moment on in which it comes. */
  private transient long watermark;

  /**
   * @param initial JSON of the model that assigns until one is published; or null
   */
  AssignmentOperator(Settings settings, byte[] initial) {
    this.settings = settings;
    this.initial = initial;
    this.slideMs = settings.features().window().slideMs();
    this.rules = new SegmentRules(slideMs, settings.assignment().leftAfterWindows());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    models = context.getOperatorStateStore().getBroadcastState(ServingModels.MODELS);
    times = context.getOperatorStateStore().getBroadcastState(ServingModels.TIMES);
  }

  @Override
  public void open() throws Exception {
    super.open();
    watermark = Long.MIN_VALUE;
    segment =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    SEGMENT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
    waiting =
        WaitingFeatures.restored(
            getKeyedStateBackend(), getRuntimeContext().getMapState(WaitingFeatures.descriptor()));
    serving =
        new ServingModels(
            new Models(
                slideMs,
                settings.assignment().outlierQuantile(),
                initial == null ? null : WireFormat.decode(initial, ClusterModel.class)));
    metrics = new AssignmentMetrics(getMetricGroup());
    metrics.restored(usersInSegments());
    metrics.serves(serving.of(models).newestVersion(), serving.held());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting.store();
  }

  @Override
  public void processElement1(StreamRecord<UserFeatures> element) throws Exception {
    UserFeatures features = element.getValue();
    if (features.isForgotten()) {
      forgetInTurn(features.user, features.windowEnd);
    } else if (features.windowEnd <= passed()) {
      metrics.refused();
    } else {
      assignOrWait(features);
    }
  }

  @Override
  public void processElement2(StreamRecord<ModelUpdate> element) throws Exception {
    ModelUpdate update = element.getValue();
    serving.take(update, watermark, models, times);
    if (update.serving) {
      metrics.serves(update.version, serving.held());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    assignDue();
    super.processWatermark(mark);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    UserSegment user = segment();
    if (user == null) {
      return;
    }
    if (rules.leavesAt(user) > timer.getTimestamp()) {
      wakeAt(rules.leavesAt(user));
    } else if (livedToSee(rules.leavesAt(user))) {
      emit(rules.left(timer.getKey(), user));
      segment.clear();
      metrics.userWent();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of processing time was ever set");
  }

  private void forgetInTurn(String user, long windowEnd) throws Exception {
    if (waiting.holds(user)) {
      waiting.addForget(windowEnd, user);
    } else {
      forget(user, windowEnd);
    }
  }

  private void assignOrWait(UserFeatures features) throws Exception {
    Segmenter model = model(features.windowEnd);
    if (model == null) {
      waiting.add(features.windowEnd, features.user, features.values);
    } else { // His earlier windows have passed, so none of them waits.
      assign(features, model);
    }
  }

  /** The windows whose model is here, in order. */
  private void assignDue() throws Exception {
    for (Long windowEnd = waiting.firstWindow();
        windowEnd != null && model(windowEnd) != null;
        windowEnd = waiting.firstWindow()) {
      for (WaitingFeatures.Turn turn : waiting.take(windowEnd)) {
        setCurrentKey(turn.user());
        if (turn.isForget()) {
          forget(turn.user(), windowEnd);
        } else {
          assign(new UserFeatures(turn.user(), windowEnd, turn.values(), 0), model(windowEnd));
        }
      }
    }
  }

  /** The model that is due for a window; null while it has to wait. */
  private Segmenter model(long windowEnd) throws Exception {
    try {
      return serving.of(models).forWindow(windowEnd, passed());
    } catch (IllegalStateException e) {
      throw new SuppressRestartsException(e); // It would fail the same way after every restart.
    }
  }

  private void assign(UserFeatures features, Segmenter model) throws Exception {
    UserSegment last = segment();
    if (last != null && features.windowEnd <= last.windowEnd()) {
      metrics.refused();
      return;
    }
    UserSegment before = stillThere(last, features.user, features.windowEnd);
    Segmenter.Segment now = model.assign(features.values);
    tell(OutputRecord.of(Channel.ASSIGNMENTS, features.user, rules.assigned(features, now, model)));
    emit(rules.compare(before, features, now, model));
    UserSegment after =
        new UserSegment(features.windowEnd, now.cluster(), model.version(), features.values);
    segment.update(after.encode());
    metrics.assigned(features.windowEnd, now);
    if (before == null) {
      metrics.userCame();
      wakeAt(rules.leavesAt(after));
    }
  }

  private void forget(String user, long windowEnd) throws Exception {
    UserSegment before = stillThere(segment(), user, windowEnd);
    if (before != null) {
      if (livedToSee(windowEnd)) {
        emit(rules.forgotten(user, windowEnd, before));
      }
      for (long time = windowEnd; time <= rules.leavesAt(before); time += slideMs) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
      }
      metrics.userWent();
    }
    segment.clear();
    tell(OutputRecord.tombstone(Channel.ASSIGNMENTS, user));
    metrics.forgotten();
  }

  /** Where the user was, unless he had left before this window; then he leaves now. */
  private UserSegment stillThere(UserSegment last, String user, long windowEnd) {
    if (last == null || !rules.hasLeftBefore(last, windowEnd)) {
      return last;
    }
    emit(rules.left(user, last));
    metrics.userWent();
    return null;
  }

  private void emit(SegmentChange change) {
    if (change != null) {
      metrics.changed(change.change());
      tell(OutputRecord.of(Channel.SEGMENT_CHANGES, change.userId(), change));
    }
  }

  private void tell(OutputRecord record) {
    output.collect(new StreamRecord<>(record));
  }

  private UserSegment segment() throws Exception {
    byte[] stored = segment.value();
    return stored == null ? null : UserSegment.decode(stored);
  }

  private boolean livedToSee(long windowEnd) throws Exception {
    return watermark < END_OF_INPUT || ServingModels.seenThrough(times) >= windowEnd;
  }

  private long passed() throws Exception {
    return ServingModels.passed(times, watermark);
  }

  private void wakeAt(long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  private long usersInSegments() {
    try (Stream<String> users =
        this.<String>getKeyedStateBackend().getKeys(SEGMENT, VoidNamespace.INSTANCE)) {
      return users.count();
    }
  }
}
