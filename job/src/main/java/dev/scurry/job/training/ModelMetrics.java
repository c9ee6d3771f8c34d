package dev.scurry.job.training;

import dev.scurry.job.metrics.JobMetric;
import dev.scurry.job.metrics.QualityLine;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LineageEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the reducer shows of the model that it published last, and of its own work. */
final class ModelMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(ModelMetrics.class);
  private static final List<String> EVENTS = List.of("born", "died", "split", "merged");

  private final MetricGroup group;
  private final Counter refused;
  private final Map<String, Counter> lineage = new HashMap<>();
  private int rows;

  /** Written by the task, read by the reporters. */
  private volatile ClusterModel model;

  private volatile long reduceMs;
  private volatile long stateBytes;

  /**
   * @param group the operator's
   */
  ModelMetrics(MetricGroup group) {
    this.group = group;
    refused = JobMetric.SUMMARIES_REFUSED.counter(group);
    EVENTS.forEach(event -> lineage.put(event, JobMetric.LINEAGE.counter(group, event)));
    JobMetric.REDUCE_MS.gauge(group, () -> reduceMs);
    JobMetric.STATE_BYTES.gauge(group, () -> stateBytes);
    JobMetric.MODEL_VERSION.gauge(group, () -> model == null ? 0 : model.version());
    JobMetric.MODEL_AGE.gauge(group, () -> ageAt(System.currentTimeMillis()));
    JobMetric.TRAIN_MSD.gauge(group, () -> model == null ? Double.NaN : model.msd());
    JobMetric.TEST_MSD.gauge(group, this::testMsd);
    JobMetric.CLUSTERS.gauge(group, () -> model == null ? 0 : model.k());
    showRows(1);
  }

  void refused() {
    refused.inc();
  }

  /** Shows a model, of the state or new, and what is held of all shards. */
  void show(ClusterModel last, Iterable<byte[]> shards) {
    showRows(last.k());
    model = last;
    long bytes = 0;
    for (byte[] shard : shards) {
      bytes += shard.length;
    }
    stateBytes = bytes;
  }

  /** A model was published from what the shards have handed over. */
  void published(ClusterModel next, List<byte[]> shards, long nanos) {
    show(next, shards);
    reduceMs = nanos / 1_000_000;
    if (next.lineage() != null) {
      next.lineage().forEach(this::count);
    }
    LOG.info("{} (version {})", QualityLine.of("train", "msd", next.msd()), next.version());
    if (next.testMsd() != null) {
      LOG.info("{} (version {})", QualityLine.of("test", "msd", next.testMsd()), next.version());
    }
  }

  private void count(LineageEvent event) {
    lineage.get(event.event()).inc();
  }

  /** A gauge can't be taken back, so a row stays once there was one. */
  private void showRows(int k) {
    for (; rows < k; rows++) {
      int row = rows;
      String label = Integer.toString(row);
      JobMetric.CLUSTER_WEIGHT.gauge(group, label, () -> has(row) ? model.weights()[row] : 0.0);
      JobMetric.CLUSTER_ID.gauge(group, label, () -> has(row) ? model.clusterIds()[row] : -1L);
    }
  }

  private boolean has(int row) {
    return model != null && row < model.k();
  }

  private double testMsd() {
    Double msd = model == null ? null : model.testMsd();
    return msd == null ? Double.NaN : msd;
  }

  private long ageAt(long now) {
    String trained = model == null ? null : model.trainedThrough();
    return trained == null ? -1 : now - Instant.parse(trained).toEpochMilli();
  }
}
