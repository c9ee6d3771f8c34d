package dev.scurry.job.daily;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Every task gets all users, lays them out in the same blocks and compares its share of them: block
 * b belongs to task b modulo the parallelism, and blocks side by side have about as much to do. One
 * distance file a block, so files don't depend on the parallelism. Holds O(users x (features +
 * minSamples)), whatever the number of pairs.
 */
final class PairsOperator extends AbstractStreamOperator<Finding>
    implements OneInputStreamOperator<UserBlock, Finding>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final DayStore store;
  private final DistanceFolder folder;
  private final double cutOff;
  private final DensityParameters parameters;

  private transient DayUsers users;

  /**
   * @param cutOff distances up to this are written
   */
  PairsOperator(
      DayStore store, DistanceFolder folder, double cutOff, DensityParameters parameters) {
    this.store = store;
    this.folder = folder;
    this.cutOff = cutOff;
    this.parameters = parameters;
  }

  @Override
  public void processElement(StreamRecord<UserBlock> element) {
    UserBlock block = element.getValue();
    if (users == null) {
      users = new DayUsers(block.points, block.dimensions);
    }
    users.add(block);
  }

  @Override
  public void endInput() throws IOException {
    if (users == null) {
      return;
    }
    PairLearner learner = PairLearner.ofFeatures(parameters, this::tell);
    PairWorker worker = new PairWorker(users, cutOff, learner);
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    for (int block = task; block < worker.blocks(); block += tasks) {
      compare(worker, block);
    }
    worker.handOver(this::tell);
  }

  private void compare(PairWorker worker, int block) throws IOException {
    try (Spool distances = Spool.in(temporary())) {
      worker.compare(block, distances);
      tell(Finding.ofOutput(distances.publishHashed(store, folder.pairsPrefix(block))));
    }
    stopIfCanceled();
  }

  /** The comparison never waits, so nothing else would notice. */
  private void stopIfCanceled() {
    if (getContainingTask().isCanceled()) {
      throw new CancelTaskException();
    }
  }

  private void tell(Finding finding) {
    output.collect(new StreamRecord<>(finding));
  }

  private Path temporary() {
    return Path.of(getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories()[0]);
  }
}
