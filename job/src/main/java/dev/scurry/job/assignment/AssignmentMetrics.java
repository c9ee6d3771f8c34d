package dev.scurry.job.assignment;

import dev.scurry.job.assignment.Segmenter.Segment;
import dev.scurry.job.metrics.JobMetric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a task of the assignment shows of its work. */
final class AssignmentMetrics {

  private final Counter assigned;
  private final Counter outliers;
  private final Counter forgotten;
  private final Counter refused;
  private final Map<String, Counter> changes = new HashMap<>();
  private final OutlierRate rate = new OutlierRate();
  private volatile long servingVersion;
  private volatile int modelsHeld;
  private volatile long users;

  /**
   * @param group the operator's
   */
  AssignmentMetrics(MetricGroup group) {
    assigned = JobMetric.ASSIGNED.counter(group);
    outliers = JobMetric.OUTLIERS.counter(group);
    forgotten = JobMetric.FORGOTTEN.counter(group);
    refused = JobMetric.REFUSED.counter(group);
    for (String change : List.of("entered", "moved", "left")) {
      changes.put(change, JobMetric.CHANGES.counter(group, change));
    }
    JobMetric.OUTLIER_RATE.gauge(group, rate::ofLastWindow);
    JobMetric.SERVING_VERSION.gauge(group, () -> servingVersion);
    JobMetric.MODELS_HELD.gauge(group, () -> modelsHeld);
    JobMetric.USERS_IN_SEGMENTS.gauge(group, () -> users);
  }

  void assigned(long windowEnd, Segment segment) {
    boolean outlier = Boolean.TRUE.equals(segment.outlier());
    assigned.inc();
    outliers.inc(outlier ? 1 : 0);
    rate.add(windowEnd, outlier);
  }

  void changed(String change) {
    changes.get(change).inc();
  }

  void forgotten() {
    forgotten.inc();
  }

  void refused() {
    refused.inc();
  }

  /** So many are in the state that was restored. */
  void restored(long usersInSegments) {
    users = usersInSegments;
  }

  void userCame() {
    users = users + 1;
  }

  void userWent() {
    users = users - 1;
  }

  void serves(long version, int held) {
    servingVersion = version;
    modelsHeld = held;
  }
}
