package dev.scurry.job.snapshot;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.metrics.JobMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives out each user's features of his last window of a day, when the watermark reaches the day's
 * end; of the day in which a user was forgotten, only what came after. Several days can be open at
 * once: a watermark that leaps closes windows of two days ahead of itself. A day that had ended
 * before a user was forgotten is given out with him, whether the watermark leapt over both or not.
 */
final class LastOfDay extends KeyedProcessFunction<String, UserFeatures, UserFeatures> {
  private static final long serialVersionUID = 1L;

  /** {@link DayRow}s by the day's end. */
  private transient MapState<Long, byte[]> days;

  private transient Counter tooLate;

  @Override
  public void open(Configuration configuration) {
    days =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("days", Types.LONG, BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    tooLate = JobMetric.AFTER_THEIR_DAY.counter(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(UserFeatures features, Context context, Collector<UserFeatures> out)
      throws Exception {
    if (features.isForgotten()) {
      forgetThrough(features.windowEnd, context);
      return;
    }
    long dayEnd = Day.endOf(features.windowEnd);
    if (dayEnd <= context.timerService().currentWatermark()) {
      tooLate.inc(); // the day has been given out whole
      return;
    }
    byte[] before = days.get(dayEnd);
    if (before == null) {
      context.timerService().registerEventTimeTimer(dayEnd);
    } else if (DayRow.decode(before).windowEnd() > features.windowEnd) {
      return;
    }
    days.put(dayEnd, new DayRow(features.windowEnd, features.values).encode());
  }

  private void forgetThrough(long windowEnd, Context context) throws Exception {
    List<Long> forgotten = new ArrayList<>();
    for (Map.Entry<Long, byte[]> day : days.entries()) {
      boolean wasOpen = day.getKey() >= windowEnd;
      if (wasOpen && DayRow.decode(day.getValue()).windowEnd() <= windowEnd) {
        forgotten.add(day.getKey());
      }
    }
    for (long dayEnd : forgotten) {
      context.timerService().deleteEventTimeTimer(dayEnd);
      days.remove(dayEnd);
    }
  }

  @Override
  public void onTimer(long dayEnd, OnTimerContext context, Collector<UserFeatures> out)
      throws Exception {
    DayRow last = DayRow.decode(days.get(dayEnd));
    out.collect(new UserFeatures(context.getCurrentKey(), last.windowEnd(), last.values(), 0));
    days.remove(dayEnd);
  }
}
