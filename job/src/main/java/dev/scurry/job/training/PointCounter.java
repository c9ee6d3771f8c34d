package dev.scurry.job.training;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the features of the whole stream and tells every shard, ahead of a window's watermark, how
 * many there were through it. One task; built only where the half-life is in points.
 */
final class PointCounter extends KeyedProcessFunction<Integer, PointCount, FeatureBlock> {
  private static final long serialVersionUID = 1L;

  private final int shards;

  private transient PointTotals totals;

  PointCounter(int shards) {
    this.shards = shards;
  }

  @Override
  public void open(OpenContext context) {
    totals = new PointTotals(getRuntimeContext());
  }

  @Override
  public void processElement(PointCount count, Context context, Collector<FeatureBlock> out)
      throws Exception {
    if (count.windowEnd <= context.timerService().currentWatermark()) {
      return; // The shards refuse and count it.
    }
    totals.add(count);
    context.timerService().registerEventTimeTimer(count.windowEnd);
  }

  @Override
  public void onTimer(long windowEnd, OnTimerContext context, Collector<FeatureBlock> out)
      throws Exception {
    totals.close(windowEnd);
    for (int shard = 0; shard < shards; shard++) {
      out.collect(FeatureBlock.ofPosition(shard, windowEnd, totals.ofAllClosed()));
    }
  }
}
