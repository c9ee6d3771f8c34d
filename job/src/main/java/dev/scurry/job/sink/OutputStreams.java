package dev.scurry.job.sink;

import java.util.Arrays;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Makes one stream of all output. */
public final class OutputStreams {

  private OutputStreams() {}

  /**
   * The union of the streams. A stream of parallelism 1 (models, tallies) keeps its order: it goes
   * to one subtask of the sink. Spread over several, as Flink would, two models could change places
   * in the topic, whose last record is the one that compaction keeps.
   */
  @SafeVarargs
  public static DataStream<OutputRecord> union(
      DataStream<OutputRecord> first, DataStream<OutputRecord>... more) {
    return Arrays.stream(more)
        .map(OutputStreams::inOrder)
        .reduce(inOrder(first), (left, right) -> left.union(right));
  }

  private static DataStream<OutputRecord> inOrder(DataStream<OutputRecord> stream) {
    return stream.getParallelism() == 1 ? stream.global() : stream;
  }
}
