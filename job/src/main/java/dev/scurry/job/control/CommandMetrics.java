package dev.scurry.job.control;

import dev.scurry.job.metrics.JobMetric;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts commands by what became of them, in each task that decides some. */
public final class CommandMetrics {

  private final Counter accepted;
  private final Map<Refusal.Reason, Counter> refused = new EnumMap<>(Refusal.Reason.class);

  /**
   * @param group the operator's
   */
  public CommandMetrics(MetricGroup group) {
    accepted = JobMetric.COMMANDS_ACCEPTED.counter(group);
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      refused.put(reason, JobMetric.COMMANDS_REFUSED.counter(group, reason.label()));
    }
  }

  public void accepted() {
    accepted.inc();
  }

  public void refused(Refusal refusal) {
    refused.get(refusal.reason()).inc();
  }
}
