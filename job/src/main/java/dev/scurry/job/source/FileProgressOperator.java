package dev.scurry.job.source;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Judges the records of files, which all together are one partition, in the one task there is. */
final class FileProgressOperator extends AbstractStreamOperator<SourceRecord>
    implements OneInputStreamOperator<SourceRecord, SourceRecord> {
  private static final long serialVersionUID = 1L;

  private static final String FILES = "files";
  private static final ListStateDescriptor<byte[]> PROGRESS =
      new ListStateDescriptor<>("progress", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final SliceClock clock;

  private transient PartitionProgress progress;
  private transient ListState<byte[]> state;

  FileProgressOperator(SliceClock clock) {
    this.clock = clock;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    progress = new PartitionProgress(FILES);
    state = context.getOperatorStateStore().getListState(PROGRESS);
    for (byte[] bytes : state.get()) {
      progress = PartitionProgress.decode(bytes);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.of(progress.encode()));
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    progress.judge(element.getValue(), clock);
    output.collect(element);
  }

  /** The end of the input comes as the last watermark: the last tally goes ahead of it. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      output.collect(new StreamRecord<>(SourceRecord.endOf(progress)));
    }
    super.processWatermark(mark);
  }
}
