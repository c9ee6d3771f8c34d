package dev.scurry.job.features;

import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.PartitionTally;
import dev.scurry.schema.Channel;
import dev.scurry.schema.Tally;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Emits a tally when a window closes, and one of everything at the end of bounded input. One task
 * has them all; what comes to it are sums.
 */
final class LedgerOperator extends AbstractStreamOperator<OutputRecord>
    implements TwoInputStreamOperator<PartitionTally, FeatureCount, OutputRecord> {
  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<byte[]> LEDGER =
      new ListStateDescriptor<>("ledger", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final String name;

  private transient Ledger ledger;
  private transient ListState<byte[]> state;
  private transient NewestTally newest;

  /**
   * @param name the job's name, the key of its tallies
   */
  LedgerOperator(String name) {
    this.name = name;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ledger = new Ledger();
    state = context.getOperatorStateStore().getListState(LEDGER);
    for (byte[] bytes : state.get()) {
      ledger = Ledger.decode(bytes);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    newest = new NewestTally();
    getRuntimeContext().addAccumulator(FeatureStage.TALLY_ACCUMULATOR, newest);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.of(ledger.encode()));
  }

  @Override
  public void processElement1(StreamRecord<PartitionTally> element) {
    ledger.book(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<FeatureCount> element) {
    ledger.book(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    ledger.close(mark.getTimestamp()).forEach(this::emit);
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      emit(ledger.last());
    }
    super.processWatermark(mark);
  }

  private void emit(Tally tally) {
    OutputRecord tallies = OutputRecord.of(Channel.TALLIES, name, tally);
    newest.add(new String(tallies.value, StandardCharsets.UTF_8));
    output.collect(new StreamRecord<>(tallies));
  }
}
