package dev.scurry.job.daily;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Every task reads its share of the day's objects of distances and hands over what they say of the
 * points: O(points x minSamples), whatever the number of pairs; for OPTICS the pairs themselves.
 */
final class DistancesOperator extends AbstractStreamOperator<Finding>
    implements OneInputStreamOperator<DayPart, Finding>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final DayStore store;
  private final boolean integerKeys;
  private final DensityParameters parameters;

  private transient List<DayPart> objects;

  DistancesOperator(DayStore store, boolean integerKeys, DensityParameters parameters) {
    this.store = store;
    this.integerKeys = integerKeys;
    this.parameters = parameters;
  }

  @Override
  public void open() throws Exception {
    super.open();
    objects = new ArrayList<>();
  }

  @Override
  public void processElement(StreamRecord<DayPart> element) {
    objects.add(element.getValue());
  }

  @Override
  public void endInput() throws IOException, InterruptedException {
    objects.sort(Comparator.comparingInt(object -> object.place));
    MetKeys keys = new MetKeys();
    DistanceReader reader =
        new DistanceReader(store, integerKeys, PairLearner.of(parameters), keys);
    for (DayPart object : objects) {
      tell(Finding.ofObject(reader.read(object, this::tell, this::stopIfCanceled)));
    }
    keys.handOver(this::tell);
    reader.learner().handOver(this::tell);
  }

  /** Reading never waits for its output, so nothing else would notice. */
  private void stopIfCanceled() {
    if (getContainingTask().isCanceled()) {
      throw new CancelTaskException();
    }
  }

  private void tell(Finding finding) {
    finding.task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    output.collect(new StreamRecord<>(finding));
  }
}
