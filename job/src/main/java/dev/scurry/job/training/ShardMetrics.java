package dev.scurry.job.training;

import dev.scurry.job.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a task of the shards shows of its work. */
final class ShardMetrics {

  private final Counter points;
  private final Counter refused;
  private final Counter frozen;

  /** Written by the task, read by the reporters. */
  private volatile long batchMs;

  /**
   * @param group the operator's
   */
  ShardMetrics(MetricGroup group) {
    points = JobMetric.POINTS.counter(group);
    refused = JobMetric.SHARD_REFUSED.counter(group);
    frozen = JobMetric.SHARD_FROZEN.counter(group);
    JobMetric.BATCH_MS.gauge(group, () -> batchMs);
  }

  void learned(long count, long nanos) {
    points.inc(count);
    batchMs = nanos / 1_000_000;
  }

  void frozen(long count) {
    frozen.inc(count);
  }

  void refused(long count) {
    refused.inc(count);
  }
}
