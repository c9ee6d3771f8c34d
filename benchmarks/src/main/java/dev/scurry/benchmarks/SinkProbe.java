package dev.scurry.benchmarks;

import dev.scurry.job.sink.OutputRecord;
import dev.scurry.schema.Channel;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Notes when assignments come to the sink; one run at a time, in this JVM. */
final class SinkProbe extends ProcessFunction<OutputRecord, OutputRecord> {
  private static final long serialVersionUID = 1L;

  private static volatile Arrivals arrivals;

  static DataStream<OutputRecord> attach(DataStream<OutputRecord> records, Arrivals to) {
    arrivals = to;
    return records
        .process(new SinkProbe(), TypeInformation.of(OutputRecord.class))
        .setParallelism(records.getParallelism())
        .uid("sink-probe");
  }

  @Override
  public void processElement(OutputRecord record, Context context, Collector<OutputRecord> out) {
    if (record.channel.equals(Channel.ASSIGNMENTS.name())) {
      arrivals.add(record.value);
    }
    out.collect(record);
  }
}
