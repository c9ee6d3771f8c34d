package dev.scurry.job.features;

import dev.scurry.job.control.CommandMetrics;
import dev.scurry.job.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a task of the features shows of its work. */
final class FeatureMetrics {

  private final Counter emitted;
  private final Counter idle;
  private final CommandMetrics commands;

  /** Written by the task, read by the reporters. */
  private volatile long watermark = Long.MIN_VALUE;

  private volatile long users;

  /**
   * @param group the operator's
   * @param users of whom the task was restored with slices
   */
  FeatureMetrics(MetricGroup group, long users) {
    this.users = users;
    emitted = JobMetric.EMITTED.counter(group);
    JobMetric.EMITTED_RATE.rateOf(emitted, group);
    idle = JobMetric.IDLE.counter(group);
    commands = new CommandMetrics(group);
    JobMetric.USERS_WITH_STATE.gauge(group, () -> this.users);
    JobMetric.WATERMARK_LAG.gauge(group, () -> lagAt(System.currentTimeMillis()));
  }

  void emitted() {
    emitted.inc();
  }

  void idle() {
    idle.inc();
  }

  CommandMetrics commands() {
    return commands;
  }

  void userCame() {
    users = users + 1;
  }

  void userWent() {
    users = users - 1;
  }

  void watermark(long time) {
    watermark = time;
  }

  private long lagAt(long now) {
    return watermark == Long.MIN_VALUE ? -1 : Math.max(0, now - watermark);
  }
}
