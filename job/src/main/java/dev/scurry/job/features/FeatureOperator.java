package dev.scurry.job.features;

import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.control.Refusal;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventLayout;
import dev.scurry.job.source.Rejects;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.datasketches.hash.MurmurHash3;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
import org.apache.flink.util.OutputTag;

/**
 * Keeps one accumulator a user and slice that is open, the user's running window of those that are
 * closed, and one timer a user; emits a user's features at the end of every window in which he was
 * active, and forgets users when told to.
 *
 * <p>Closing a window adds a slice and subtracts one. A timer stands at the next slide boundary
 * while the window has events, else at the user's next slice, else there is no timer and no state.
 *
 * <p>A window closes when the events and the commands have both passed it. An input that is idle
 * counts with what it told last: commands have passed everything from the beginning on, so were
 * idle events left out, their open windows would close at once.
 *
 * <p>Every task has been told the same watermark when a checkpoint's barrier comes, so the windows
 * that are closed are kept as broadcast state, of which each task gets a copy at any parallelism.
 */
final class FeatureOperator extends AbstractStreamOperator<UserFeatures>
    implements TwoInputStreamOperator<SliceEvents, ControlRecord, UserFeatures>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<OutputRecord> LATE =
      new OutputTag<>("idle", TypeInformation.of(OutputRecord.class));
  static final OutputTag<FeatureCount> COUNTS =
      new OutputTag<>("counts", TypeInformation.of(FeatureCount.class));
  static final OutputTag<OutputRecord> AUDITS =
      new OutputTag<>("audits", TypeInformation.of(OutputRecord.class));

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
  static final String COMMON = "common";
  private static final int COMMON_FORMAT = 1;
  private static final String FORMAT = "format";
  private static final String CLOSED_THROUGH = "closed-through";
  private static final String SHAPE = "shape";
  private static final String NEXT_TIMER = "next-timer";
  private static final long HASH_SEED = 9001;

  private final Settings settings;

  private transient Settings.Window window;
  private transient FeatureProgram program;
  private transient MapState<Long, byte[]> slices;
  private transient ValueState<byte[]> running;
  private transient ValueState<Long> nextTimer;
  private transient BroadcastState<String, String> common;
  private transient InternalTimerService<VoidNamespace> timers;

  /** Used anew for every user. */
  private transient RunningWindow closed;

  private transient WindowCounts counts;
  private transient FeatureMetrics metrics;
  private transient boolean restored;
  private transient ForgetRules rules;
  private transient PendingForgets forgets;
  private transient long eventsThrough;
  private transient long commandsThrough;
  private transient long closedThrough;

  FeatureOperator(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
    common =
        context
            .getOperatorStateStore()
            .getBroadcastState(new MapStateDescriptor<>(COMMON, Types.STRING, Types.STRING));
    String format = common.get(FORMAT); // Where there is none, it is the first.
    Formats.check(
        format == null ? 1 : Integer.parseInt(format), COMMON_FORMAT, "job's closed windows");
    String closed = common.get(CLOSED_THROUGH);
    closedThrough = closed == null ? Long.MIN_VALUE : Long.parseLong(closed);
    checkShape(common.get(SHAPE));
  }

  @Override
  public void open() throws Exception {
    super.open();
    window = settings.features().window();
    program = new FeatureProgram(settings.features(), EventLayout.of(settings));
    slices = getRuntimeContext().getMapState(new MapStateDescriptor<>("slices", Types.LONG, BYTES));
    running = getRuntimeContext().getState(new ValueStateDescriptor<>("running-window", BYTES));
    nextTimer = getRuntimeContext().getState(new ValueStateDescriptor<>(NEXT_TIMER, Types.LONG));
    timers = getInternalTimerService("windows", VoidNamespaceSerializer.INSTANCE, this);
    closed = new RunningWindow(program, window.slideMs());
    counts = new WindowCounts(count -> output.collect(COUNTS, new StreamRecord<>(count)));
    metrics = new FeatureMetrics(getMetricGroup(), restored ? usersWithState() : 0);
    rules = new ForgetRules(settings);
    forgets =
        PendingForgets.restored(
            getRuntimeContext().getListState(PendingForgets.FORGETS), getKeyedStateBackend());
    eventsThrough = Long.MIN_VALUE;
    commandsThrough = Long.MIN_VALUE;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    common.put(FORMAT, Integer.toString(COMMON_FORMAT));
    common.put(CLOSED_THROUGH, Long.toString(closedThrough));
    common.put(SHAPE, FeatureShape.of(settings).text());
  }

  @Override
  public void processElement1(StreamRecord<SliceEvents> element) throws Exception {
    SliceEvents events = element.getValue();
    if (events.sliceEnd <= closedThrough) {
      tellLate(events);
      return;
    }
    byte[] before = slices.get(events.sliceEnd);
    slices.put(events.sliceEnd, before == null ? events.slice : merged(before, events.slice));
    if (before == null) {
      wakeNoLaterThan(events.sliceEnd);
    }
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
    ControlRecord record = element.getValue();
    ControlCommand command = WireFormat.decode(record.text, ControlCommand.class);
    long windowEnd = rules.windowEnd(record, command, closedThrough, firstOpenSlice());
    Refusal refusal = rules.refusal(command);
    if (refusal.isNone()) {
      forgets.add(new Forget(windowEnd, record.sequence, record.text));
      wakeNoLaterThan(windowEnd);
    } else {
      metrics.commands().refused(refusal);
      tell(rules.refused(command, refusal.text(), windowEnd, record.sequence));
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    eventsThrough = mark.getTimestamp();
    closeThrough(Math.min(eventsThrough, commandsThrough));
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    commandsThrough = mark.getTimestamp();
    closeThrough(Math.min(eventsThrough, commandsThrough));
  }

  private void closeThrough(long time) throws Exception {
    if (time == Long.MIN_VALUE) {
      return;
    }
    closedThrough = Math.max(closedThrough, time);
    metrics.watermark(closedThrough);
    Watermark mark = new Watermark(time);
    if (timeServiceManager != null) {
      timeServiceManager.advanceWatermark(mark);
    }
    forgets.passed(time);
    counts.flush();
    output.emitWatermark(mark);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long end = timer.getTimestamp();
    List<Forget> due = forgets.take(end);
    if (due.isEmpty()) {
      close(timer.getKey(), end);
    } else {
      forget(timer.getKey(), end, due);
    }
  }

  private void close(String user, long end) throws Exception {
    byte[] slice = slices.get(end);
    closed.read(running.value());
    boolean changed = closed.expire(end - window.sizeMs());
    long newEvents = 0;
    if (slice != null) {
      newEvents = closed.add(end, slice);
      slices.remove(end);
      changed = true;
    }
    if (closed.totals().events() > 0) {
      emit(user, end, newEvents);
      if (changed) {
        running.update(closed.encode());
      }
      wakeAt(end + window.slideMs());
    } else {
      running.clear();
      wakeAtNextSlice();
    }
  }

  private void forget(String user, long end, List<Forget> due) throws Exception {
    byte[] slice = slices.get(end);
    long unemitted = slice == null ? 0 : program.newSlice().decode(slice).totals().events();
    boolean held = removeSlicesThrough(end) || running.value() != null;
    running.clear();
    output.collect(new StreamRecord<>(UserFeatures.forgotten(user, end), end - 1));
    if (unemitted > 0) {
      output.collect(COUNTS, new StreamRecord<>(FeatureCount.ofForgotten(end, unemitted)));
    }
    for (Forget forget : due) {
      metrics.commands().accepted();
      tell(rules.accepted(forget, held));
    }
    wakeAtNextSlice();
  }

  private boolean removeSlicesThrough(long end) throws Exception {
    List<Long> gone = new ArrayList<>();
    for (long sliceEnd : slices.keys()) {
      if (sliceEnd <= end) {
        gone.add(sliceEnd);
      }
    }
    for (long sliceEnd : gone) {
      slices.remove(sliceEnd);
    }
    return !gone.isEmpty();
  }

  private void tell(AuditRecord audit) {
    OutputRecord told = OutputRecord.of(Channel.AUDIT, settings.name(), audit);
    output.collect(AUDITS, new StreamRecord<>(told));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of processing time was ever set");
  }

  private long usersWithState() {
    try (Stream<String> users =
        this.<String>getKeyedStateBackend().getKeys(NEXT_TIMER, VoidNamespace.INSTANCE)) {
      return users.count();
    }
  }

  private void checkShape(String restored) {
    if (restored == null) {
      return;
    }
    String refusal = FeatureShape.parse(restored).refusal(FeatureShape.of(settings));
    if (!refusal.isEmpty()) {
      throw new SuppressRestartsException(new IllegalStateException(refusal));
    }
  }

  private byte[] merged(byte[] one, byte[] other) {
    SliceAccumulator slice = program.newSlice().decode(one);
    slice.add(other, program.newTotals());
    return slice.encode();
  }

  private void tellLate(SliceEvents events) throws IOException {
    for (Event event : Origins.read(events.origins, events.user)) {
      output.collect(LATE, new StreamRecord<>(Rejects.idle(event, events.sliceEnd)));
      output.collect(COUNTS, new StreamRecord<>(FeatureCount.oneIdle()));
      metrics.idle();
    }
  }

  private void emit(String user, long end, long newEvents) throws Exception {
    closed.merge();
    double[] values = program.values(closed);
    output.collect(new StreamRecord<>(new UserFeatures(user, end, values, newEvents), end - 1));
    counts.add(end, hash(user), newEvents);
    metrics.emitted();
  }

  private void wakeNoLaterThan(long sliceEnd) throws Exception {
    Long next = nextTimer.value();
    if (next != null && next <= sliceEnd) {
      return;
    }
    if (next == null) {
      metrics.userCame();
    } else {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, next);
    }
    wakeAt(sliceEnd);
  }

  /** Null where commands are all read before any window closes: their order must not matter. */
  private Long firstOpenSlice() throws Exception {
    return commandsThrough == Long.MIN_VALUE ? null : nextTimer.value();
  }

  private void wakeAtNextSlice() throws Exception {
    long next = forgets.next();
    for (long sliceEnd : slices.keys()) {
      next = Math.min(next, sliceEnd);
    }
    if (next == Long.MAX_VALUE) {
      slices.clear();
      nextTimer.clear();
      metrics.userWent();
    } else {
      wakeAt(next);
    }
  }

  private void wakeAt(long time) throws Exception {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    nextTimer.update(time);
  }

  private static long hash(String user) {
    return MurmurHash3.hash(user.getBytes(StandardCharsets.UTF_8), HASH_SEED)[0];
  }
}
