package dev.scurry.job.control;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Numbers the commands and parts those that forget a user from the rest. One task. Says as soon as
 * it starts that it holds nothing back, unless its input ends.
 */
final class CommandOperator extends AbstractStreamOperator<ControlRecord>
    implements OneInputStreamOperator<byte[], ControlRecord> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<ControlRecord> FORGETS =
      new OutputTag<>("forgets", TypeInformation.of(ControlRecord.class));

  private final boolean live;

  private transient ListState<Long> state;
  private transient long last;

  /**
   * @param live whether more commands may come for ever
   */
  CommandOperator(boolean live) {
    this.live = live;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("last-sequence", Types.LONG));
    for (long restored : state.get()) {
      last = Math.max(last, restored);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (live) {
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }

  @Override
  public void processElement(StreamRecord<byte[]> element) {
    ControlRecord command = CommandReader.read(element.getValue(), last + 1, !live);
    if (command == null) {
      return;
    }
    last = Math.max(last, command.sequence);
    StreamRecord<ControlRecord> record = new StreamRecord<>(command);
    if (command.user != null) {
      output.collect(FORGETS, record);
    } else {
      output.collect(record);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // A silent control topic holds nothing back, and is not waited for.
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    state.add(last);
  }
}
