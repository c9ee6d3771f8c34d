package dev.scurry.job.sink;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.metrics.JobMetric;
import dev.scurry.schema.Channel;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts what goes to each channel, ahead of the sink; not tombstones. The counts are state, so
 * that a restart neither forgets nor doubles any; Flink's accumulators, which start at zero with
 * every attempt, only show them.
 */
public final class OutputCounts extends ProcessFunction<OutputRecord, OutputRecord>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private transient ListState<byte[]> state;
  private transient Map<Channel, Long> restored;
  private transient Map<Channel, LongCounter> counters;
  private transient Map<Channel, Counter> metrics;

  /** The accumulator that shows a channel's count. */
  public static String accumulator(Channel channel) {
    return "out:" + channel.topic();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("counts", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    restored = new EnumMap<>(Channel.class);
    for (byte[] stored : state.get()) {
      OutputCount before = OutputCount.decode(stored);
      restored.merge(before.channel(), before.count(), Long::sum);
    }
  }

  @Override
  public void open(Configuration parameters) {
    counters = new EnumMap<>(Channel.class);
    metrics = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      LongCounter counter = getRuntimeContext().getLongCounter(accumulator(channel));
      counter.add(restored.getOrDefault(channel, 0L));
      counters.put(channel, counter);
      metrics.put(
          channel,
          JobMetric.RECORDS.counter(getRuntimeContext().getMetricGroup(), channel.topic()));
    }
  }

  @Override
  public void processElement(OutputRecord record, Context context, Collector<OutputRecord> out) {
    Channel channel = Channel.valueOf(record.channel);
    metrics.get(channel).inc();
    if (!record.isTombstone()) {
      counters.get(channel).add(1);
    }
    out.collect(record);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.clear();
    for (Map.Entry<Channel, LongCounter> entry : counters.entrySet()) {
      long count = entry.getValue().getLocalValuePrimitive();
      state.add(new OutputCount(entry.getKey(), count).encode());
    }
  }
}
