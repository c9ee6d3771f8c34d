package dev.scurry.job.source;

import dev.scurry.job.config.Settings;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The job's own Kafka source with its decoding and watermarks, and nothing behind it. */
public final class BareSource {

  private BareSource() {}

  /** Reads the topic to its present end; counts the events that were decoded and discards them. */
  public static void attach(
      StreamExecutionEnvironment env, Settings settings, int sourceParallelism) {
    SourceStage.fromKafka(env, settings, new KafkaInput(true), sourceParallelism)
        .map(new Count())
        .returns(Types.LONG)
        .setParallelism(sourceParallelism)
        .sinkTo(new DiscardingSink<>())
        .setParallelism(sourceParallelism);
  }
}
