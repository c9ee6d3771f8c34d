package dev.scurry.job.training;

import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;

/** Runs the reducer under its one key, and shows from the start what it was restored with. */
final class ReducerOperator
    extends KeyedCoProcessOperator<Integer, ShardSummary, CourseNote, ModelUpdate> {
  private static final long serialVersionUID = 1L;

  static final int KEY = 0;

  ReducerOperator(ReducerFunction reducer) {
    super(reducer);
  }

  @Override
  public void open() throws Exception {
    super.open();
    setCurrentKey(KEY);
    ((ReducerFunction) userFunction).showRestored();
  }
}
