package dev.scurry.job.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** A reader of partitions that keeps their progress and judges each record as it leaves. */
final class TrackedReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
  private final SourceReader<SourceRecord, KafkaPartitionSplit> kafka;
  private final SliceClock clock;
  private final Map<String, PartitionProgress> partitions = new HashMap<>();
  private JudgingOutput output;

  TrackedReader(SourceReader<SourceRecord, KafkaPartitionSplit> kafka, SliceClock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      if (split instanceof TrackedSplit tracked) {
        partitions.put(split.splitId(), PartitionProgress.decode(tracked.progress()));
      }
    }
    kafka.addSplits(splits);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceRecord> to) throws Exception {
    if (output == null || output.to() != to) {
      output = new JudgingOutput(to, partitions, clock);
    }
    return kafka.pollNext(output);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    List<KafkaPartitionSplit> tracked = new ArrayList<>();
    for (KafkaPartitionSplit split : kafka.snapshotState(checkpointId)) {
      PartitionProgress progress = partitions.get(split.splitId());
      tracked.add(progress == null ? split : new TrackedSplit(split, progress.encode()));
    }
    return tracked;
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return kafka.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    kafka.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
