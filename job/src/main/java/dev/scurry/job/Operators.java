package dev.scurry.job;

import java.util.List;

/**
 * The uid of every operator, in one place. A uid names an operator's state in savepoints: it is
 * never changed and never used again for something else. The operator's name is its uid.
 */
public final class Operators {
  public static final String CONTROL_TOPIC = "control-topic";
  public static final String CONTROL_AUDIT = "control-audit";
  public static final String CONTROL_LINES = "control-lines";
  public static final String CONTROL_COMMANDS = "control-commands";

  /** A name of its own: what has ended with its input can't be restored beside what goes on. */
  public static final String CONTROL_REPEATED = "control-repeated";

  public static final String KAFKA_SOURCE = "source-kafka";
  public static final String FILE_SOURCE = "source-file";
  public static final String FILE_PROGRESS = "source-file-progress";
  public static final String FILE_WATERMARKS = "source-file-watermarks";
  public static final String LATENESS = "source-lateness";
  public static final String SLICES = "features-slices";
  public static final String FEATURES = "features";
  public static final String FEATURES_IDLENESS = "features-swallow-idleness";
  public static final String LEDGER = "features-ledger";
  public static final String BLOCKS = "training-blocks";
  public static final String BLOCK_SIZES = "training-block-sizes";
  public static final String POINT_COUNT = "training-point-count";
  public static final String COURSE = "training-course";
  public static final String SHARDS = "training-shards";
  public static final String REDUCER = "training-reducer";
  public static final String LEARNED_MODELS = "training-learned-models";
  public static final String MODEL_RECORDS = "training-model-records";
  public static final String ASSIGNMENT = "assignment";
  public static final String SNAPSHOT_POLICY = "snapshot-policy";
  public static final String SNAPSHOT_MODELS = "snapshot-models";
  public static final String SNAPSHOT_DAY = "snapshot-day-features";
  public static final String SNAPSHOT_FEATURES = "snapshot-features";
  public static final String OUTPUT_COUNTS = "output-counts";
  public static final String DAILY_DAY = "daily-day";
  public static final String DAILY_PARTS = "daily-parts";
  public static final String DAILY_ROWS = "daily-rows";
  public static final String DAILY_RANKS = "daily-ranks";
  public static final String DAILY_PAIRS = "daily-pairs";
  public static final String DAILY_DISTANCES = "daily-distances";
  public static final String DAILY_KEYS = "daily-keys";
  public static final String DAILY_CORES = "daily-cores";
  public static final String DAILY_FORESTS = "daily-forests";
  public static final String DAILY_CLUSTERS = "daily-clusters";
  public static final String SINK = "sink";

  /** Max parallelism of every operator; the shards of training are laid out over its key groups. */
  public static final int MAX_PARALLELISM = 720;

  private Operators() {}

  /** The uid that Flink gives to the committer of a sink with a uid. */
  public static String committerOf(String sinkUid) {
    return "Sink Committer: " + sinkUid;
  }

  /** All uids, in flow order; those that Flink derives for the parts of a sink come beside them. */
  public static List<String> all() {
    return List.of(
        CONTROL_TOPIC,
        CONTROL_AUDIT,
        CONTROL_LINES,
        CONTROL_COMMANDS,
        CONTROL_REPEATED,
        KAFKA_SOURCE,
        FILE_SOURCE,
        FILE_PROGRESS,
        FILE_WATERMARKS,
        LATENESS,
        SLICES,
        FEATURES,
        FEATURES_IDLENESS,
        LEDGER,
        BLOCKS,
        BLOCK_SIZES,
        POINT_COUNT,
        COURSE,
        SHARDS,
        REDUCER,
        LEARNED_MODELS,
        MODEL_RECORDS,
        ASSIGNMENT,
        SNAPSHOT_POLICY,
        SNAPSHOT_MODELS,
        SNAPSHOT_DAY,
        SNAPSHOT_FEATURES,
        OUTPUT_COUNTS,
        SINK,
        DAILY_DAY,
        DAILY_PARTS,
        DAILY_ROWS,
        DAILY_RANKS,
        DAILY_PAIRS,
        DAILY_DISTANCES,
        DAILY_KEYS,
        DAILY_CORES,
        DAILY_FORESTS,
        DAILY_CLUSTERS);
  }
}
