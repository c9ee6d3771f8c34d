package dev.scurry.job.training;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.config.Settings;
import dev.scurry.job.control.CommandMetrics;
import dev.scurry.job.control.Refusal;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.schema.ControlCommand;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Publishes a model for every window that had features. A shard's summary leaves before the
 * watermark that announces its window's end, so when the timer of that end fires, every shard that
 * had features has spoken. Summaries of later windows may already be here; they wait apart.
 *
 * <p>The commands of a window are followed before its model is learned. While a version is pinned
 * it serves, and what is learned is only published.
 */
final class ReducerFunction
    extends KeyedCoProcessFunction<Integer, ShardSummary, CourseNote, ModelUpdate> {
  private static final long serialVersionUID = 1L;

  /** What became of the commands. */
  static final OutputTag<OutputRecord> AUDIT =
      new OutputTag<>("audit", TypeInformation.of(OutputRecord.class));

  private final CourseAudit audit;
  private final int shards;
  private final ModelReducer reducer;
  private final HalfLifeChange halfLifeChange;
  private final WarmStart warmStart;
  private final int versionsKept;
  private final long trainedWith;

  /** By window end and shard. */
  private transient MapState<Tuple2<Long, Integer>, byte[]> pending;

  private transient MapState<Long, Long> positions;

  /** Each shard as it last was. */
  private transient MapState<Integer, byte[]> latest;

  private transient WaitingNotes notes;
  private transient ValueState<byte[]> published;
  private transient ValueState<byte[]> course;
  private transient ServedModels models;
  private transient ModelMetrics metrics;
  private transient CommandMetrics commands;

  ReducerFunction(Settings settings, WarmStart warmStart) {
    this.audit = new CourseAudit(settings);
    this.shards = settings.training().shards();
    this.reducer = new ModelReducer(settings, warmStart);
    this.halfLifeChange = new HalfLifeChange(settings);
    this.warmStart = warmStart;
    this.versionsKept = settings.control().versionsKept();
    this.trainedWith = TrainedWith.of(settings).fingerprint();
  }

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pending", Types.TUPLE(Types.LONG, Types.INT), BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    positions =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("positions", Types.LONG, Types.LONG));
    latest =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("shards", Types.INT, BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    notes = new WaitingNotes(getRuntimeContext());
    published = bytes("model");
    course = bytes("course");
    models =
        new ServedModels(
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "versions", Types.LONG, BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            bytes("serving"),
            published,
            warmStart.update(),
            versionsKept,
            trainedWith);
    metrics = new ModelMetrics(getRuntimeContext().getMetricGroup());
    commands = new CommandMetrics(getRuntimeContext().getMetricGroup());
  }

  /** Shows what was restored; the current key has to be set. */
  void showRestored() throws Exception {
    byte[] stored = published.value();
    if (stored != null) {
      metrics.show(PublishedModel.decode(stored).wire(), latest.values());
    }
  }

  private ValueState<byte[]> bytes(String state) {
    return getRuntimeContext()
        .getState(new ValueStateDescriptor<>(state, BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement1(ShardSummary summary, Context context, Collector<ModelUpdate> out)
      throws Exception {
    if (summary.windowEnd <= context.timerService().currentWatermark()) {
      metrics.refused();
      return;
    }
    pending.put(Tuple2.of(summary.windowEnd, summary.shard), summary.report);
    positions.put(summary.windowEnd, summary.position);
    context.timerService().registerEventTimeTimer(summary.windowEnd);
  }

  @Override
  public void processElement2(CourseNote note, Context context, Collector<ModelUpdate> out)
      throws Exception {
    if (note.isUnlearnedWindow()) {
      out.collect(ModelUpdate.unlearned(note.window));
      return;
    }
    notes.put(note);
    context.timerService().registerEventTimeTimer(note.window);
  }

  @Override
  public void onTimer(long windowEnd, OnTimerContext context, Collector<ModelUpdate> out)
      throws Exception {
    try {
      Serving before = models.serving();
      for (CourseNote note : notes.take(windowEnd)) {
        follow(note, context);
      }
      PublishedModel learned = positions.contains(windowEnd) ? learn(windowEnd) : null;
      emit(windowEnd, before, learned, out);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new SuppressRestartsException(e); // It would fail the same way after every restart.
    }
  }

  private void follow(CourseNote note, OnTimerContext context) throws Exception {
    if (note.refused()) {
      context.output(AUDIT, audit.of(note, note.refusal, ""));
    } else if (ServingRules.concerns(note.kind)) {
      ServingRules.Decision decision = models.follow(note.command());
      count(decision.refusal());
      context.output(AUDIT, audit.of(note, decision.refusal().text(), decision.done()));
    } else {
      ControlCommand command = note.command();
      changeCourse(command, note.position);
      count(Refusal.NONE);
      context.output(AUDIT, audit.of(note, "", CourseRules.done(command)));
    }
  }

  /** What was refused before it came here was counted there. */
  private void count(Refusal refusal) {
    if (refusal.isNone()) {
      commands.accepted();
    } else {
      commands.refused(refusal);
    }
  }

  private void changeCourse(ControlCommand command, long position) throws Exception {
    Course before = Course.decode(course.value(), trainedWith);
    if (command.command().equals(CourseRules.SET_HALF_LIFE)) {
      for (int shard = 0; shard < shards; shard++) {
        if (latest.contains(shard)) {
          latest.put(shard, halfLifeChange.ofReport(position, latest.get(shard), before));
        }
      }
    }
    course.update(CourseRules.after(command, before).encode(trainedWith));
  }

  private PublishedModel learn(long windowEnd) throws Exception {
    byte[] stored = published.value();
    PublishedModel previous = stored == null ? null : PublishedModel.decode(stored);
    long start = System.nanoTime();
    List<byte[]> current = shardsAt(windowEnd);
    PublishedModel model =
        reducer.reduce(
            current,
            windowEnd,
            positions.get(windowEnd),
            previous,
            Course.decode(course.value(), trainedWith));
    metrics.published(model.wire(), current, System.nanoTime() - start);
    positions.remove(windowEnd);
    models.learned(model.update());
    published.update(model.encode());
    return model;
  }

  private void emit(
      long windowEnd, Serving before, PublishedModel learned, Collector<ModelUpdate> out)
      throws Exception {
    Serving now = models.serving();
    long newest = learned == null ? 0 : learned.wire().version();
    if (learned != null) {
      ModelUpdate update = learned.update();
      update.serving = now.version() == newest;
      out.collect(update);
    }
    if (models.mustBeTold(before, now) && now.version() != newest) {
      out.collect(models.serve(now.version(), windowEnd));
    }
  }

  /** Takes over the window's summaries; returns every shard as it last was, in shard order. */
  private List<byte[]> shardsAt(long windowEnd) throws Exception {
    List<byte[]> snapshots = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Tuple2<Long, Integer> key = Tuple2.of(windowEnd, shard);
      byte[] spoken = pending.get(key);
      if (spoken != null) {
        latest.put(shard, spoken);
        pending.remove(key);
      }
      byte[] snapshot = spoken == null ? latest.get(shard) : spoken;
      if (snapshot != null) {
        snapshots.add(snapshot);
      }
    }
    return snapshots;
  }
}
