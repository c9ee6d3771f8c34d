package dev.scurry.job.training;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.config.Settings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A shard: keeps blocks until their window closes, learns it, and hands its micro-clusters on.
 * Windows are kept apart, so that a watermark may pass over many at once.
 *
 * <p>Commands hold from their own window on, however many close at once. While learning is frozen a
 * window's features are dropped and counted.
 */
final class ShardFunction
    extends KeyedCoProcessFunction<Integer, FeatureBlock, CourseNote, ShardSummary> {
  private static final long serialVersionUID = 1L;

  private final ShardLayout layout;
  private final Positions positions;
  private final ShardLearner learner;
  private final HalfLifeChange halfLifeChange;
  private final long trainedWith;

  private transient MapState<Tuple2<Long, Integer>, byte[]> blocks;
  private transient MapState<Long, long[]> pending;
  private transient ValueState<byte[]> snapshot;
  private transient ValueState<Long> lastClosed;

  /** Until a window closes that they hold for. */
  private transient WaitingNotes notes;

  private transient ValueState<byte[]> course;
  private transient ShardMetrics metrics;

  ShardFunction(ShardLayout layout, Settings settings, WarmStart warmStart) {
    this.layout = layout;
    this.positions = new Positions(settings);
    this.learner = new ShardLearner(settings, warmStart);
    this.halfLifeChange = new HalfLifeChange(settings);
    this.trainedWith = TrainedWith.of(settings).fingerprint();
  }

  @Override
  public void open(OpenContext context) {
    blocks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "blocks", Types.TUPLE(Types.LONG, Types.INT), BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("pending", Types.LONG, LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    snapshot =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("shard", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    lastClosed = getRuntimeContext().getState(new ValueStateDescriptor<>("closed", Types.LONG));
    notes = new WaitingNotes(getRuntimeContext());
    course =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("course", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    metrics = new ShardMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(FeatureBlock block, Context context, Collector<ShardSummary> out)
      throws Exception {
    if (isClosed(block.windowEnd, context.timerService().currentWatermark())) {
      metrics.refused(block.rows);
      return;
    }
    PendingWindow window = PendingWindow.of(pending.get(block.windowEnd));
    if (block.tellsPosition()) {
      pending.put(block.windowEnd, window.withPosition(block.position).stored());
    } else {
      blocks.put(Tuple2.of(block.windowEnd, window.blocks()), block.bytes);
      pending.put(block.windowEnd, window.withBlock(block.rows).stored());
    }
    context.timerService().registerEventTimeTimer(block.windowEnd);
  }

  @Override
  public void processElement2(CourseNote note, Context context, Collector<ShardSummary> out)
      throws Exception {
    notes.put(note);
  }

  private boolean isClosed(long windowEnd, long watermark) throws Exception {
    Long last = lastClosed.value();
    return windowEnd <= watermark || (last != null && windowEnd <= last);
  }

  @Override
  public void onTimer(long windowEnd, OnTimerContext context, Collector<ShardSummary> out)
      throws Exception {
    try {
      close(windowEnd, context, out);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new SuppressRestartsException(e); // It would fail the same way after every restart.
    }
  }

  private void close(long windowEnd, OnTimerContext context, Collector<ShardSummary> out)
      throws Exception {
    PendingWindow window = PendingWindow.of(pending.get(windowEnd));
    pending.remove(windowEnd);
    if (window.blocks() > 0) {
      Course now = courseAt(windowEnd);
      if (now.frozen() || !layout.hasKey(context.getCurrentKey())) {
        metrics.frozen(window.points());
      } else {
        learn(layout.shardOfKey(context.getCurrentKey()), windowEnd, window, now, out);
      }
      drop(windowEnd, window);
      lastClosed.update(windowEnd);
    }
  }

  /** The course after all commands up to a window; they are forgotten. */
  private Course courseAt(long windowEnd) throws Exception {
    Course now = Course.decode(course.value(), trainedWith);
    for (CourseNote note : notes.takeThrough(windowEnd)) {
      if (note.kind.equals(CourseRules.SET_HALF_LIFE) && snapshot.value() != null) {
        snapshot.update(halfLifeChange.ofSnapshot(note.position, snapshot.value(), now));
      }
      now = CourseRules.after(note.command(), now);
      course.update(now.encode(trainedWith));
    }
    return now;
  }

  private void drop(long windowEnd, PendingWindow window) throws Exception {
    for (int block = 0; block < window.blocks(); block++) {
      blocks.remove(Tuple2.of(windowEnd, block));
    }
  }

  private void learn(
      int shard, long windowEnd, PendingWindow window, Course now, Collector<ShardSummary> out)
      throws Exception {
    long start = System.nanoTime();
    long position = position(windowEnd, window);
    ShardReport report =
        learner.learn(
            snapshot.value(), shard, windowEnd, position, new StoredBlocks(windowEnd, window), now);
    if (report.sample().length > 0) { // None where all blocks are of other settings.
      snapshot.update(report.snapshot().encode());
      out.collect(new ShardSummary(shard, windowEnd, position, report.encode()));
    }
    metrics.learned(window.points(), System.nanoTime() - start);
  }

  private long position(long windowEnd, PendingWindow window) {
    if (positions.mustBeCounted() && window.position() == PendingWindow.UNKNOWN) {
      throw new IllegalStateException("window " + windowEnd + " closed before its count came");
    }
    return positions.of(windowEnd, window.position());
  }

  private final class StoredBlocks implements WindowPoints.Blocks {
    private final long windowEnd;
    private final PendingWindow window;

    StoredBlocks(long windowEnd, PendingWindow window) {
      this.windowEnd = windowEnd;
      this.window = window;
    }

    @Override
    public int count() {
      return window.blocks();
    }

    @Override
    public long points() {
      return window.points();
    }

    @Override
    public byte[] get(int block) throws Exception {
      return blocks.get(Tuple2.of(windowEnd, block));
    }
  }
}
