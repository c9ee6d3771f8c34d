package dev.scurry.job.daily;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Every task gets all users and compares its share of the blocks: block b belongs to task b modulo
 * the parallelism. One distance file a block, so files don't depend on the parallelism. Holds
 * O(users x (features + minSamples)), whatever the number of pairs.
 */
final class PairsOperator extends AbstractStreamOperator<Finding>
    implements OneInputStreamOperator<UserBlock, Finding>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final DayStore store;
  private final DistanceFolder folder;
  private final double eps;
  private final int minSamples;

  private transient DayUsers users;

  PairsOperator(DayStore store, DistanceFolder folder, double eps, int minSamples) {
    this.store = store;
    this.folder = folder;
    this.eps = eps;
    this.minSamples = minSamples;
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
    PairWorker worker = new PairWorker(users, eps, minSamples);
    BlockSchedule schedule = BlockSchedule.ofPoints(users.points());
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    for (int block = task; block < schedule.blocks(); block += tasks) {
      compare(worker, block, schedule.partners(block));
    }
    handOver(worker);
  }

  private void compare(PairWorker worker, int block, int[] partners) throws IOException {
    try (Spool distances = Spool.in(temporary())) {
      for (int other : partners) {
        worker.compare(block, other, distances);
        stopIfCanceled();
      }
      tell(Finding.ofOutput(distances.publish(store, folder.pairs(block))));
    }
  }

  private void handOver(PairWorker worker) {
    LinkChunks chunks = new LinkChunks(links -> tell(Finding.ofLinks(users.points(), links)));
    worker.dbscan().handOver(chunks);
    chunks.flush();
    tell(worker.counts());
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
