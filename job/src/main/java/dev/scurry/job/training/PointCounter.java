package dev.scurry.job.training;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the features of the whole stream and tells every shard, ahead of a window's watermark, how
 * many there were through it. One task; built only where the half-life is in points.
 */
final class PointCounter extends KeyedProcessFunction<Integer, PointCount, FeatureBlock> {
  private static final long serialVersionUID = 1L;

  private final int shards;

  private transient MapState<Long, Long> perWindow;
  private transient ValueState<Long> total;

  PointCounter(int shards) {
    this.shards = shards;
  }

  @Override
  public void open(OpenContext context) {
    perWindow =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("windows", Types.LONG, Types.LONG));
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
  }

  @Override
  public void processElement(PointCount count, Context context, Collector<FeatureBlock> out)
      throws Exception {
    if (count.windowEnd <= context.timerService().currentWatermark()) {
      return; // The shards refuse and count it.
    }
    Long before = perWindow.get(count.windowEnd);
    perWindow.put(count.windowEnd, (before == null ? 0 : before) + count.points);
    context.timerService().registerEventTimeTimer(count.windowEnd);
  }

  @Override
  public void onTimer(long windowEnd, OnTimerContext context, Collector<FeatureBlock> out)
      throws Exception {
    Long before = total.value();
    long through = (before == null ? 0 : before) + perWindow.get(windowEnd);
    total.update(through);
    perWindow.remove(windowEnd);
    for (int shard = 0; shard < shards; shard++) {
      out.collect(FeatureBlock.ofPosition(shard, windowEnd, through));
    }
  }
}
