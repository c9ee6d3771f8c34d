package dev.scurry.job.daily;

import java.io.IOException;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Every task compares its share of the users once more, now that all core distances are known, and
 * hands over a spanning forest. Holds O(users x features).
 */
final class UserForestsOperator extends AbstractStreamOperator<Finding>
    implements TwoInputStreamOperator<UserBlock, Finding, Finding>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;

  private final double cutOff;

  private transient DayUsers users;
  private transient double[] cores;
  private transient int inputsEnded;

  UserForestsOperator(double cutOff) {
    this.cutOff = cutOff;
  }

  @Override
  public void processElement1(StreamRecord<UserBlock> element) {
    UserBlock block = element.getValue();
    if (users == null) {
      users = new DayUsers(block.points, block.dimensions);
    }
    users.add(block);
  }

  @Override
  public void processElement2(StreamRecord<Finding> element) {
    Finding finding = element.getValue();
    if (finding.cores == null) {
      return;
    }
    if (cores == null) {
      cores = new double[finding.points];
    }
    System.arraycopy(finding.cores, 0, cores, finding.firstRank, finding.cores.length);
  }

  @Override
  public void endInput(int input) throws IOException {
    inputsEnded++;
    if (inputsEnded == 2 && users != null) {
      compare();
    }
  }

  private void compare() throws IOException {
    ForestLearner forest = new ForestLearner(cores);
    PairWorker worker = new PairWorker(users, cutOff, forest);
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    for (int block = task; block < worker.blocks(); block += tasks) {
      worker.learn(block);
      if (getContainingTask().isCanceled()) {
        throw new CancelTaskException();
      }
    }
    forest.handOver(finding -> output.collect(new StreamRecord<>(finding)));
  }
}
