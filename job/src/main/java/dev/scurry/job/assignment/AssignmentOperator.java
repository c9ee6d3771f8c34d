package dev.scurry.job.assignment;

import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;

/** Runs the assignment, and shows from the start what it was restored with. */
final class AssignmentOperator
    extends CoBroadcastWithKeyedOperator<String, UserFeatures, ModelUpdate, OutputRecord> {
  private static final long serialVersionUID = 1L;

  AssignmentOperator(AssignmentFunction assignment) {
    super(assignment, List.of(ServingModels.MODELS, ServingModels.TIMES));
  }

  @Override
  public void open() throws Exception {
    super.open();
    ((AssignmentFunction) userFunction)
        .showRestored(
            getOperatorStateBackend().getBroadcastState(ServingModels.MODELS), usersInSegments());
  }

  private long usersInSegments() {
    try (Stream<String> users =
        this.<String>getKeyedStateBackend()
            .getKeys(AssignmentFunction.SEGMENT, VoidNamespace.INSTANCE)) {
      return users.count();
    }
  }
}
