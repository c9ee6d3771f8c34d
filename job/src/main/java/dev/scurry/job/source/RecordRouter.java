package dev.scurry.job.source;

import dev.scurry.job.sink.OutputRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sends each judged record on its way: in time, late, or a dead letter; and what it tells of its
 * partition to the ledger, ahead of the watermark. Chained to the source; it keeps nothing.
 */
final class RecordRouter extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<SourceRecord, Event> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<OutputRecord> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(OutputRecord.class));
  static final OutputTag<PartitionTally> TALLIES =
      new OutputTag<>("tallies", TypeInformation.of(PartitionTally.class));

  private final SliceClock clock;
  private final boolean keepOriginals;

  private transient SourceMetrics metrics;

  /**
   * @param keepOriginals events carry their bytes on, because they may be found late behind the
   *     shuffle
   */
  RecordRouter(SliceClock clock, boolean keepOriginals) {
    this.clock = clock;
    this.keepOriginals = keepOriginals;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new SourceMetrics(getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    SourceRecord source = element.getValue();
    if (source.late) {
      long sliceEnd = clock.sliceEnd(source.event.time);
      output.collect(REJECTED, new StreamRecord<>(Rejects.late(source, sliceEnd)));
      metrics.late();
    } else if (source.event != null) {
      output.collect(new StreamRecord<>(forward(source), source.event.time));
      metrics.accepted();
    } else if (source.reason != null) {
      output.collect(REJECTED, new StreamRecord<>(Rejects.deadLetter(source)));
      metrics.dead(source.reason);
    }
    if (source.tally != null) {
      output.collect(TALLIES, new StreamRecord<>(source.tally));
    }
  }

  private Event forward(SourceRecord source) {
    Event event = source.event;
    event.topic = source.topic;
    event.partition = source.partition;
    event.offset = source.offset;
    event.length = source.length;
    event.original = keepOriginals ? source.bytes : null;
    return event;
  }
}
