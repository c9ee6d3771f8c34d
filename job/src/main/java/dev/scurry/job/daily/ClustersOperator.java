package dev.scurry.job.daily;

import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** One task: merges what the workers found and publishes the day; emits the manifest's JSON. */
final class ClustersOperator extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<Finding, byte[]>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final DayPublisher publisher;
  private final DensityParameters parameters;

  private transient DayOutcome outcome;

  ClustersOperator(DayPublisher publisher, DensityParameters parameters) {
    this.publisher = publisher;
    this.parameters = parameters;
  }

  @Override
  public void open() throws Exception {
    super.open();
    outcome = new DayOutcome(parameters);
  }

  @Override
  public void processElement(StreamRecord<Finding> element) {
    outcome.add(element.getValue());
  }

  @Override
  public void endInput() throws IOException {
    Path temporary =
        Path.of(getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories()[0]);
    output.collect(new StreamRecord<>(WireFormat.encode(publisher.publish(outcome, temporary))));
  }
}
