package dev.scurry.job.metrics;

import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/**
 * Every metric of the streaming job, declared once: the table in docs/metrics.md is generated from
 * here. A metric stands in its operator's group, below {@code scurry} and its stage.
 *
 * <p>Counters start at zero with every attempt of a task. What has to add up across failures is in
 * the tallies. Gauges of what is in the state hold from the restore on.
 */
public enum JobMetric {
  COMMANDS_ACCEPTED("control", "accepted", Kind.COUNTER, "", "Commands that were followed."),
  COMMANDS_REFUSED(
      "control",
      "refused",
      Kind.COUNTER,
      "reason",
      "Commands that were not: the text is none, a value can't be, the version is not kept, it means nothing now, or"
          + " bounded input had ended."),

  ACCEPTED("source", "accepted", Kind.COUNTER, "", "Events that were in time."),
  LATE("source", "late", Kind.COUNTER, "", "Events whose slice their partition had closed."),
  DEAD("source", "dead", Kind.COUNTER, "reason", "Dead letters."),

  WATERMARK_LAG(
      "features",
      "watermarkLagMs",
      Kind.GAUGE,
      "",
      "How far the watermark is behind the clock; -1 before the first."),
  IDLE(
      "features",
      "idle",
      Kind.COUNTER,
      "",
      "Events that found their slice closed, because their partition had idled."),
  EMITTED("features", "emitted", Kind.COUNTER, "", "Features given out, one a user and window."),
  EMITTED_RATE(
      "features", "emittedPerSecond", Kind.METER, "", "The same a second, over the last minute."),
  USERS_WITH_STATE(
      "features",
      "usersWithState",
      Kind.GAUGE,
      "",
      "Users of whom the task keeps slices; counted anew at a restore."),

  POINTS("training", "points", Kind.COUNTER, "", "Features that a shard has learned from."),
  SHARD_REFUSED(
      "training",
      "refusedFeatures",
      Kind.COUNTER,
      "",
      "Features of a window that was closed in the shard."),
  SHARD_FROZEN(
      "training",
      "frozenFeatures",
      Kind.COUNTER,
      "",
      "Features that were dropped unlearned because learning is frozen."),
  BATCH_MS(
      "training", "batchMs", Kind.GAUGE, "", "Time that the last window took to learn in a shard."),
  REDUCE_MS(
      "training", "reduceMs", Kind.GAUGE, "", "Time that the last reduce to k clusters took."),
  STATE_BYTES(
      "training",
      "stateBytes",
      Kind.GAUGE,
      "",
      "What the reducer holds of all shards: their micro-clusters and samples."),
  SUMMARIES_REFUSED(
      "training",
      "refusedSummaries",
      Kind.COUNTER,
      "",
      "Summaries of a shard for a window that was closed in the reducer."),
  MODEL_VERSION("training", "modelVersion", Kind.GAUGE, "", "Of the model published last."),
  MODEL_AGE(
      "training",
      "modelAgeMs",
      Kind.GAUGE,
      "",
      "How far the last window end that it has learned from is behind the clock; -1 without one."),
  TRAIN_MSD(
      "training", "trainMsd", Kind.GAUGE, "", "Mean squared distance of what it has learned from."),
  TEST_MSD(
      "training",
      "testMsd",
      Kind.GAUGE,
      "",
      "The same of its window's sample under the model before, which had not seen it; NaN without one."),
  CLUSTERS("training", "clusters", Kind.GAUGE, "", "How many it has."),
  CLUSTER_WEIGHT(
      "training",
      "clusterWeight",
      Kind.GAUGE,
      "row",
      "Decayed weight of the cluster in a row of the model; 0 where there is no such row any more."),
  CLUSTER_ID("training", "clusterId", Kind.GAUGE, "row", "Its id; -1 where there is none."),
  LINEAGE(
      "training", "lineage", Kind.COUNTER, "event", "Clusters born, died, split, merged so far."),

  ASSIGNED("assignment", "assigned", Kind.COUNTER, "", "Assignments."),
  OUTLIERS("assignment", "outliers", Kind.COUNTER, "", "Assignments of outliers among them."),
  OUTLIER_RATE(
      "assignment",
      "outlierRate",
      Kind.GAUGE,
      "",
      "Share of outliers in the task's last window but the present one; NaN before."),
  CHANGES("assignment", "changes", Kind.COUNTER, "change", "Users who entered, moved, left."),
  FORGOTTEN("assignment", "forgotten", Kind.COUNTER, "", "Tombstones for users to be forgotten."),
  USERS_IN_SEGMENTS(
      "assignment",
      "usersWithState",
      Kind.GAUGE,
      "",
      "Users of whom the task keeps their segment; counted anew at a restore."),
  REFUSED(
      "assignment", "refusedFeatures", Kind.COUNTER, "", "Features of a window that was closed."),
  SERVING_VERSION(
      "assignment", "servingVersion", Kind.GAUGE, "", "Of the newest model that serves."),
  MODELS_HELD("assignment", "modelsHeld", Kind.GAUGE, "", "Models that a window can still need."),

  AFTER_THEIR_DAY(
      "snapshot",
      "featuresAfterTheirDay",
      Kind.COUNTER,
      "",
      "Features of a day whose features had been given out."),

  RECORDS("sink", "records", Kind.COUNTER, "channel", "Records given out, tombstones included.");

  private static final String ROOT = "scurry";

  private final String stage;
  private final String word;
  private final Kind kind;
  private final String label;
  private final String description;

  JobMetric(String stage, String word, Kind kind, String label, String description) {
    this.stage = stage;
    this.word = word;
    this.kind = kind;
    this.label = label;
    this.description = description;
  }

  String stage() {
    return stage;
  }

  String word() {
    return word;
  }

  Kind kind() {
    return kind;
  }

  /** Name of the group that tells several of this metric apart; empty where there is but one. */
  String label() {
    return label;
  }

  String description() {
    return description;
  }

  /**
   * Registers a counter without a label.
   *
   * @param operator the operator's group
   */
  public Counter counter(MetricGroup operator) {
    return group(operator, Kind.COUNTER).counter(word);
  }

  public Counter counter(MetricGroup operator, String labelled) {
    return group(operator, Kind.COUNTER).addGroup(label, labelled).counter(word);
  }

  /** Registers the rate of a counter. */
  public void rateOf(Counter counter, MetricGroup operator) {
    group(operator, Kind.METER).meter(word, new MeterView(counter));
  }

  /** Registers a gauge without a label; it is read by another thread. */
  public void gauge(MetricGroup operator, Supplier<? extends Number> value) {
    group(operator, Kind.GAUGE).gauge(word, value::get);
  }

  public void gauge(MetricGroup operator, String labelled, Supplier<? extends Number> value) {
    group(operator, Kind.GAUGE).addGroup(label, labelled).gauge(word, value::get);
  }

  private MetricGroup group(MetricGroup operator, Kind asked) {
    if (asked != kind) {
      throw new IllegalStateException(this + " is a " + kind + ", not a " + asked);
    }
    return operator.addGroup(ROOT).addGroup(stage);
  }

  /** What a metric is to Flink. */
  enum Kind {
    COUNTER,
    GAUGE,
    METER
  }
}
