package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairCoreDistances;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One task: brings the core distances together that the workers found by rank, and passes all else
 * on. Holds O(points x minSamples).
 */
final class CoresOperator extends AbstractStreamOperator<Finding>
    implements OneInputStreamOperator<Finding, Finding>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final int minSamples;

  private transient PairCoreDistances cores;

  CoresOperator(int minSamples) {
    this.minSamples = minSamples;
  }

  @Override
  public void open() throws Exception {
    super.open();
    cores = new PairCoreDistances(0, minSamples);
  }

  @Override
  public void processElement(StreamRecord<Finding> element) {
    Finding finding = element.getValue();
    cores.growTo(finding.points);
    if (finding.weights != null) {
      WeightChunks.replay(finding, cores::add);
    } else {
      tell(finding);
    }
  }

  @Override
  public void endInput() {
    CoresMerge.tell(cores.coreDistances(), this::tell);
    cores = null;
  }

  private void tell(Finding finding) {
    output.collect(new StreamRecord<>(finding));
  }
}
