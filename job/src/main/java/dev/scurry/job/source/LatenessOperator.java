package dev.scurry.job.source;

import dev.scurry.job.sink.OutputRecord;
import dev.scurry.schema.DeadLetterReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sends each record on its way: in time, late, or a dead letter; and tells, ahead of the watermark,
 * where a partition's records went whenever its bound reaches a slice end.
 *
 * <p>Chained to the source. Watermark generators forget their maxima on a restart; this operator
 * does not. Which partitions a task will read is not known when it is restored, so every task gets
 * the progress of all of them, and keeps for each the state that has seen most: a copy of a
 * partition that another task reads is stale and does no harm.
 */
final class LatenessOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<SourceRecord, Event> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<OutputRecord> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(OutputRecord.class));
  static final OutputTag<PartitionTally> TALLIES =
      new OutputTag<>("tallies", TypeInformation.of(PartitionTally.class));

  private static final ListStateDescriptor<byte[]> PROGRESS =
      new ListStateDescriptor<>(
          "partition-progress", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final SliceClock clock;
  private final boolean onePartition;
  private final boolean keepOriginals;

  private transient Map<String, PartitionProgress> partitions;
  private transient ListState<byte[]> state;

  /**
   * @param onePartition all records are of one partition, wherever they lie
   * @param keepOriginals events carry their bytes on, because they may be found late behind the
   *     shuffle
   */
  LatenessOperator(SliceClock clock, boolean onePartition, boolean keepOriginals) {
    this.clock = clock;
    this.onePartition = onePartition;
    this.keepOriginals = keepOriginals;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    partitions = new HashMap<>();
    state = context.getOperatorStateStore().getUnionListState(PROGRESS);
    for (byte[] bytes : state.get()) {
      PartitionProgress restored = PartitionProgress.decode(bytes);
      partitions.merge(restored.partition(), restored, PartitionProgress::later);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<byte[]> encoded = new ArrayList<>();
    partitions.values().forEach(progress -> encoded.add(progress.encode()));
    state.update(encoded);
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    SourceRecord source = element.getValue();
    PartitionProgress progress = progressOf(source);
    if (source.isDead()) {
      progress.reject(DeadLetterReason.valueOf(source.reason));
      output.collect(REJECTED, new StreamRecord<>(Rejects.deadLetter(source)));
      return;
    }
    long before = progress.reached(clock);
    if (progress.offer(source.event.time, clock)) {
      output.collect(new StreamRecord<>(forward(source), source.event.time));
      tellIfReached(progress, before);
    } else {
      long sliceEnd = clock.sliceEnd(source.event.time);
      output.collect(REJECTED, new StreamRecord<>(Rejects.late(source, sliceEnd)));
    }
  }

  /** The end of the input comes as the last watermark: the last tallies go ahead of it. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      partitions.values().forEach(progress -> tell(progress, Long.MAX_VALUE));
    }
    super.processWatermark(mark);
  }

  private PartitionProgress progressOf(SourceRecord source) {
    String partition = onePartition ? "files" : source.topic + "-" + source.partition;
    return partitions.computeIfAbsent(partition, PartitionProgress::new);
  }

  private Event forward(SourceRecord source) {
    Event event = source.event;
    event.topic = source.topic;
    event.partition = source.partition;
    event.offset = source.offset;
    event.original = keepOriginals ? source.bytes : null;
    return event;
  }

  private void tellIfReached(PartitionProgress progress, long before) {
    long reached = progress.reached(clock);
    if (reached > before) {
      tell(progress, reached);
    }
  }

  private void tell(PartitionProgress progress, long reached) {
    output.collect(TALLIES, new StreamRecord<>(progress.tally(reached)));
  }
}
