package dev.scurry.job.source;

import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * Judges the records of each partition ahead of its watermarks. Of a partition that has been read
 * to its end the last tally goes out before its watermarks cease to hold the others back.
 */
final class JudgingOutput implements ReaderOutput<SourceRecord> {
  private final ReaderOutput<SourceRecord> to;
  private final Map<String, PartitionProgress> partitions;
  private final SliceClock clock;

  JudgingOutput(
      ReaderOutput<SourceRecord> to, Map<String, PartitionProgress> partitions, SliceClock clock) {
    this.to = to;
    this.partitions = partitions;
    this.clock = clock;
  }

  ReaderOutput<SourceRecord> to() {
    return to;
  }

  @Override
  public SourceOutput<SourceRecord> createOutputForSplit(String split) {
    PartitionProgress progress = partitions.computeIfAbsent(split, PartitionProgress::new);
    return new OfPartition(to.createOutputForSplit(split), progress, clock);
  }

  @Override
  public void releaseOutputForSplit(String split) {
    PartitionProgress progress = partitions.remove(split);
    if (progress != null) {
      to.createOutputForSplit(split).collect(SourceRecord.endOf(progress));
    }
    to.releaseOutputForSplit(split);
  }

  @Override
  public void collect(SourceRecord source) {
    throw new UnsupportedOperationException("a record of no partition");
  }

  @Override
  public void collect(SourceRecord source, long timestamp) {
    throw new UnsupportedOperationException("a record of no partition");
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    to.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    to.markIdle();
  }

  @Override
  public void markActive() {
    to.markActive();
  }

  /** The output of one partition. */
  private record OfPartition(
      SourceOutput<SourceRecord> to, PartitionProgress progress, SliceClock clock)
      implements SourceOutput<SourceRecord> {

    @Override
    public void collect(SourceRecord source) {
      progress.judge(source, clock);
      to.collect(source);
    }

    @Override
    public void collect(SourceRecord source, long timestamp) {
      progress.judge(source, clock);
      to.collect(source, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      to.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      to.markIdle();
    }

    @Override
    public void markActive() {
      to.markActive();
    }
  }
}
