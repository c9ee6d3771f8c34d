package dev.scurry.job.training;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Publishes a model for every window that had features. A shard's summary leaves before the
 * watermark that announces its window's end, so when the timer of that end fires, every shard that
 * had features has spoken. Summaries of later windows may already be here; they wait apart.
 */
final class ReducerFunction extends KeyedProcessFunction<Integer, ShardSummary, ModelUpdate> {
  private static final long serialVersionUID = 1L;

  private final int shards;
  private final ModelReducer reducer;

  /** By window end and shard. */
  private transient MapState<Tuple2<Long, Integer>, byte[]> pending;

  private transient MapState<Long, Long> positions;

  /** Each shard as it last was. */
  private transient MapState<Integer, byte[]> latest;

  private transient ValueState<byte[]> published;
  private transient ModelMetrics metrics;

  ReducerFunction(Settings settings) {
    this.shards = settings.training().shards();
    this.reducer = new ModelReducer(settings);
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
    published =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("model", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    metrics = new ModelMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(ShardSummary summary, Context context, Collector<ModelUpdate> out)
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
  public void onTimer(long windowEnd, OnTimerContext context, Collector<ModelUpdate> out)
      throws Exception {
    try {
      close(windowEnd, context, out);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new SuppressRestartsException(e); // It would fail the same way after every restart.
    }
  }

  private void close(long windowEnd, OnTimerContext context, Collector<ModelUpdate> out)
      throws Exception {
    byte[] stored = published.value();
    PublishedModel previous = stored == null ? null : PublishedModel.decode(stored);
    long start = System.nanoTime();
    List<byte[]> current = shardsAt(windowEnd);
    PublishedModel model = reducer.reduce(current, windowEnd, positions.get(windowEnd), previous);
    metrics.published(model.wire(), current, System.nanoTime() - start);
    positions.remove(windowEnd);
    published.update(model.encode());
    out.collect(model.update());
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
