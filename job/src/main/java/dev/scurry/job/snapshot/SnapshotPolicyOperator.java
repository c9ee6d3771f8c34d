package dev.scurry.job.snapshot;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.training.ModelUpdate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets the models through that are to be snapshotted and holds back the newest other one: the end
 * of the input asks for it. Runs once.
 */
final class SnapshotPolicyOperator extends AbstractStreamOperator<ModelUpdate>
    implements OneInputStreamOperator<ModelUpdate, ModelUpdate>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final SnapshotSchedule schedule;
  private long lastInterval = SnapshotSchedule.NONE;
  private transient ModelUpdate held;

  private transient ListState<byte[]> state;

  /** A chain of its own: writing to storage must not hold up the making of models. */
  SnapshotPolicyOperator(SnapshotSchedule schedule) {
    this.schedule = schedule;
    setChainingStrategy(ChainingStrategy.HEAD);
  }

  @Override
  public void processElement(StreamRecord<ModelUpdate> element) {
    ModelUpdate model = element.getValue();
    if (schedule.due(model.trainedThrough, lastInterval)) {
      lastInterval = schedule.intervalOf(model.trainedThrough);
      held = null;
      output.collect(element);
    } else {
      held = model;
    }
  }

  @Override
  public void endInput() {
    if (held != null) {
      output.collect(new StreamRecord<>(held));
      held = null;
    }
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("policy", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    for (byte[] stored : state.get()) {
      SnapshotProgress progress = SnapshotProgress.decode(stored);
      lastInterval = progress.lastInterval();
      held = progress.held();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    state.add(new SnapshotProgress(lastInterval, held).encode());
  }
}
