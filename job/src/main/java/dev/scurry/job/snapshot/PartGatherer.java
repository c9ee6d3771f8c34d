package dev.scurry.job.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands on what all writers have written up to a barrier as one batch. Runs once, between writers
 * and committer.
 *
 * <p>The writers' own batches would not do: when a checkpoint is aborted, its barrier may have
 * reached one writer and not another, and a day's parts then carry the numbers of two checkpoints,
 * although they become visible with the same one. A barrier that reaches this operator has passed
 * every writer. It keeps nothing between barriers, so it has no state.
 */
final class PartGatherer extends AbstractStreamOperator<CommittableMessage<FileSinkCommittable>>
    implements OneInputStreamOperator<
            CommittableMessage<FileSinkCommittable>, CommittableMessage<FileSinkCommittable>>,
        BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private transient List<FileSinkCommittable> gathered;
  private transient boolean ended;

  @Override
  public void open() throws Exception {
    super.open();
    gathered = new ArrayList<>();
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<FileSinkCommittable>> element) {
    if (element.getValue() instanceof CommittableWithLineage<FileSinkCommittable> written) {
      gathered.add(written.getCommittable());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    if (!ended) {
      handOn(checkpoint);
    }
  }

  @Override
  public void endInput() {
    ended = true;
    handOn(CommittableMessage.EOI);
  }

  private void handOn(long checkpoint) {
    int count = gathered.size();
    emit(new CommittableSummary<>(0, 1, checkpoint, count, count, 0));
    gathered.forEach(file -> emit(new CommittableWithLineage<>(file, checkpoint, 0)));
    gathered.clear();
  }

  private void emit(CommittableMessage<FileSinkCommittable> message) {
    output.collect(new StreamRecord<>(message));
  }
}
