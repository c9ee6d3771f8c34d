package dev.scurry.job.training;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.config.Settings;
import dev.scurry.job.control.CommandMetrics;
import dev.scurry.job.control.CommandReader;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.control.Refusal;
import dev.scurry.job.control.Refusal.Reason;
import dev.scurry.schema.ControlCommand;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gives every command its window, decides at that window's end what can be decided without the
 * models, and tells the reducer, and of some the shards, ahead of the watermark. One task, which
 * hears of every window with features; so shards and reducer never disagree.
 *
 * <p>While learning is frozen nobody else tells the reducer of a window with features; it does.
 *
 * <p>A command that comes before the first window with features has closed waits for it.
 */
final class CourseFunction
    extends KeyedCoProcessFunction<Integer, PointCount, ControlRecord, CourseNote> {
  private static final long serialVersionUID = 1L;

  /** What the shards have to hear, once for each. */
  static final OutputTag<CourseNote> TO_SHARDS =
      new OutputTag<>("to-shards", TypeInformation.of(CourseNote.class));

  private static final long UNPLACED = Long.MIN_VALUE;
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final int shards;
  private final long slideMs;
  private final boolean startsWithModel;
  private final Positions positions;
  private final CourseRules rules;
  private final long trainedWith;

  /** For their window, or {@link #UNPLACED}. */
  private transient WaitingNotes waiting;

  private transient PointTotals totals;

  /** The first window with features, by the fingerprint of the settings. */
  private transient MapState<Long, Long> firstWindow;

  private transient ValueState<Long> lastWindow;

  /** The last timer that fired: after a restore there is no watermark for a while. */
  private transient ValueState<Long> closed;

  private transient ValueState<byte[]> course;
  private transient CommandMetrics metrics;

  /**
   * @param startsWithModel whether there is a model before anything was learned
   */
  CourseFunction(Settings settings, boolean startsWithModel) {
    this.shards = settings.training().shards();
    this.slideMs = settings.features().window().slideMs();
    this.startsWithModel = startsWithModel;
    this.positions = new Positions(settings);
    this.rules = new CourseRules(settings);
    this.trainedWith = TrainedWith.of(settings).fingerprint();
  }

  @Override
  public void open(OpenContext context) {
    waiting = new WaitingNotes(getRuntimeContext());
    totals = new PointTotals(getRuntimeContext());
    firstWindow =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("first-windows", Types.LONG, Types.LONG));
    lastWindow =
        getRuntimeContext().getState(new ValueStateDescriptor<>("last-window", Types.LONG));
    closed = getRuntimeContext().getState(new ValueStateDescriptor<>("closed", Types.LONG));
    course =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("course", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    metrics = new CommandMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(PointCount count, Context context, Collector<CourseNote> out)
      throws Exception {
    if (count.windowEnd <= context.timerService().currentWatermark()) {
      return; // The shards refuse and count it.
    }
    totals.add(count);
    context.timerService().registerEventTimeTimer(count.windowEnd);
  }

  @Override
  public void processElement2(ControlRecord record, Context context, Collector<CourseNote> out)
      throws Exception {
    CourseNote note = new CourseNote(record.window, record.sequence, record.kind, record.text);
    if (!record.isFresh()) {
      place(note, notBefore(record.window, closedThrough(context)), context);
    } else if (firstWindow.get(trainedWith) == null) {
      keep(note, UNPLACED);
      context.timerService().registerEventTimeTimer(END_OF_INPUT);
    } else {
      place(note, windowOf(note, closedThrough(context)), context);
    }
  }

  /** The recorded window; or, where it has closed without the command, the next one. */
  private long notBefore(long recorded, long closedThrough) {
    return recorded > closedThrough
        ? recorded
        : EffectiveWindow.after(null, closedThrough, slideMs);
  }

  private long closedThrough(Context context) throws Exception {
    Long last = closed.value();
    long watermark = context.timerService().currentWatermark();
    return last == null ? watermark : Math.max(last, watermark);
  }

  private long windowOf(CourseNote note, long closedThrough) {
    return EffectiveWindow.after(note.command(), closedThrough, slideMs);
  }

  private void place(CourseNote note, long window, Context context) throws Exception {
    keep(note, window);
    context.timerService().registerEventTimeTimer(window);
  }

  /** Those of two audits, or of one and a file, may have the same place; the later one moves on. */
  private void keep(CourseNote note, long window) throws Exception {
    note.window = window;
    while (waiting.hasOneAtThePlaceOf(note)) {
      note.sequence++;
    }
    waiting.put(note);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<CourseNote> out)
      throws Exception {
    boolean hasFeatures = count(time);
    if (time == END_OF_INPUT) {
      placeWhatWaits(0, context);
    } else if (firstWindow.get(trainedWith) != null) {
      placeWhatWaits(time - slideMs, context);
    }
    for (CourseNote note : waiting.take(time)) {
      decide(note, context, out);
    }
    if (hasFeatures && Course.decode(course.value(), trainedWith).frozen()) {
      out.collect(CourseNote.unlearned(time));
    }
    if (time < END_OF_INPUT) {
      closed.update(time);
    }
  }

  /** Whether the window has features. */
  private boolean count(long windowEnd) throws Exception {
    if (!totals.close(windowEnd)) {
      return false;
    }
    if (firstWindow.get(trainedWith) == null) {
      firstWindow.put(trainedWith, windowEnd);
    }
    lastWindow.update(windowEnd);
    return true;
  }

  private void placeWhatWaits(long closedThrough, OnTimerContext context) throws Exception {
    for (CourseNote note : waiting.take(UNPLACED)) {
      place(note, windowOf(note, closedThrough), context);
    }
  }

  private void decide(CourseNote note, OnTimerContext context, Collector<CourseNote> out)
      throws Exception {
    Course now = Course.decode(course.value(), trainedWith);
    ControlCommand command = note.command();
    Refusal refusal = refusal(note, command, now, context);
    CourseNote decided =
        note.decided(positions.of(note.window, totals.ofAllClosed()), refusal.text());
    out.collect(decided);
    if (decided.refused()) {
      metrics.refused(refusal);
    } else {
      course.update(CourseRules.after(command, now).encode(trainedWith));
      tellShards(decided, context);
    }
  }

  private Refusal refusal(
      CourseNote note, ControlCommand command, Course now, OnTimerContext context)
      throws Exception {
    if (command == null) {
      return Reason.NO_COMMAND.because(CommandReader.problemOf(note.text));
    }
    Refusal problem = rules.refusal(command, now, modelBefore(note));
    return problem.isNone() && inputEndedBefore(note, context)
        ? Reason.INPUT_ENDED.because("the input ended before this window")
        : problem;
  }

  /** The end of bounded input closes every window, also those that no event lived to see. */
  private boolean inputEndedBefore(CourseNote note, OnTimerContext context) throws Exception {
    Long last = lastWindow.value();
    return context.timerService().currentWatermark() == END_OF_INPUT
        && last != null
        && note.window > last;
  }

  private boolean modelBefore(CourseNote note) throws Exception {
    Long first = firstWindow.get(trainedWith);
    return startsWithModel || (first != null && first < note.window);
  }

  private void tellShards(CourseNote note, OnTimerContext context) {
    if (CourseRules.concernsShards(note.kind)) {
      for (int shard = 0; shard < shards; shard++) {
        context.output(TO_SHARDS, note.toShard(shard));
      }
    }
  }
}
