package dev.scurry.job.source;

import dev.scurry.job.metrics.JobMetric;
import dev.scurry.schema.DeadLetterReason;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts where a task's records went. */
final class SourceMetrics {

  private final Counter accepted;
  private final Counter late;
  private final Map<String, Counter> dead = new HashMap<>();

  /**
   * @param group the operator's
   */
  SourceMetrics(MetricGroup group) {
    accepted = JobMetric.ACCEPTED.counter(group);
    late = JobMetric.LATE.counter(group);
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      dead.put(reason.name(), JobMetric.DEAD.counter(group, reason.word()));
    }
  }

  void accepted() {
    accepted.inc();
  }

  void late() {
    late.inc();
  }

  /**
   * @param reason name of the {@link DeadLetterReason}
   */
  void dead(String reason) {
    dead.get(reason).inc();
  }
}
