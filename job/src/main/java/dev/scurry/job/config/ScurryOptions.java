package dev.scurry.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * Every setting, declared once: key, type, default, description. The table in docs/settings.md is
 * generated from this class.
 *
 * <p>Three families of keys pass through and are not listed here: {@code kafka.*} (Kafka client
 * properties), {@code s3.*} (Flink's S3 file system) and {@code flink.*} (Flink's own
 * configuration, without the prefix).
 */
public final class ScurryOptions {

  public static final ConfigOption<String> NAME =
      key("name")
          .stringType()
          .defaultValue("scurry")
          .withDescription(
              "Name of the model: its folder in storage and its key in the models topic.");

  // --- source

  public static final ConfigOption<String> SOURCE_TOPIC =
      key("source.topic")
          .stringType()
          .defaultValue("activity")
          .withDescription("Kafka topic of the activity events.");

  public static final ConfigOption<String> SOURCE_GROUP =
      key("source.group-id")
          .stringType()
          .defaultValue("scurry")
          .withDescription("Kafka consumer group to which offsets are committed, for monitoring.");

  public static final ConfigOption<StartOffset> SOURCE_START =
      key("source.start")
          .enumType(StartOffset.class)
          .defaultValue(StartOffset.EARLIEST)
          .withDescription(
              "Where a first start reads from; a restore goes on where its checkpoint was.");

  public static final ConfigOption<Long> SOURCE_START_TIMESTAMP =
      key("source.start-timestamp")
          .longType()
          .defaultValue(0L)
          .withDescription(
              "Epoch milliseconds of the record timestamp to start from, with source.start:"
                  + " timestamp.");

  public static final ConfigOption<EventFormat> SOURCE_FORMAT =
      key("source.format")
          .enumType(EventFormat.class)
          .defaultValue(EventFormat.JSON)
          .withDescription(
              "Form of a Kafka record's value: json, or csv with the columns of source.csv-columns."
                  + " A file's form is told by its name.");

  public static final ConfigOption<String> SOURCE_CSV_COLUMNS =
      key("source.csv-columns")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Names of the columns, separated by commas, of CSV records in Kafka. A file has them"
                  + " in its header.");

  public static final ConfigOption<String> FIELD_USER =
      key("source.fields.user")
          .stringType()
          .defaultValue("user_id")
          .withDescription("Name of the field that holds the user.");

  public static final ConfigOption<String> FIELD_TYPE =
      key("source.fields.type")
          .stringType()
          .defaultValue("event_type")
          .withDescription("Name of the field that holds the kind of event. An event may lack it.");

  public static final ConfigOption<String> FIELD_ITEM =
      key("source.fields.item")
          .stringType()
          .defaultValue("post_id")
          .withDescription(
              "Name of the field that holds the item acted upon. An event may lack it.");

  public static final ConfigOption<String> FIELD_TIME =
      key("source.fields.time")
          .stringType()
          .defaultValue("event_time")
          .withDescription("Name of the field that holds the event's time.");

  public static final ConfigOption<String> FIELD_ID =
      key("source.fields.id")
          .stringType()
          .defaultValue("event_id")
          .withDescription(
              "Name of the field that holds the event's id. An event may lack it; a repeated id is"
                  + " an event like any other.");

  public static final ConfigOption<TimeUnitSetting> SOURCE_TIME_UNIT =
      key("source.time-unit")
          .enumType(TimeUnitSetting.class)
          .defaultValue(TimeUnitSetting.AUTO)
          .withDescription(
              "Unit of a numeric event time: s, ms, or auto (a number below 1e11 is seconds).");

  public static final ConfigOption<Duration> SOURCE_OUT_OF_ORDERNESS =
      key("source.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How far behind its partition's largest event time an event may come and still hold"
                  + " its slice open.");

  public static final ConfigOption<Duration> SOURCE_MAX_AHEAD =
      key("source.max-ahead")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "An event further ahead of its Kafka record's timestamp than this is a dead letter.");

  public static final ConfigOption<Duration> SOURCE_IDLE_TIMEOUT =
      key("source.idle-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "After this time without a record a partition no longer holds back the windows. Live"
                  + " Kafka only; 0 turns it off.");

  public static final ConfigOption<Duration> SOURCE_MAX_DRIFT =
      key("source.max-drift")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "So far, in event time, may a partition be read ahead of the slowest one while"
                  + " catching up: it bounds the state. 0 does not hold any back. Live Kafka only;"
                  + " with it, Flink 1.20 fails some stop-with-savepoint after the savepoint is"
                  + " written.");

  public static final ConfigOption<MemorySize> SOURCE_MAX_RECORD =
      key("source.max-record-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription("A larger record is a dead letter.");

  // --- features

  public static final ConfigOption<Duration> WINDOW_SIZE =
      key("features.window.size")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription("Length of a window; a multiple of the slide.");

  public static final ConfigOption<Duration> WINDOW_SLIDE =
      key("features.window.slide")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "Distance between two window ends, which are aligned to 1970-01-01T00:00Z.");

  public static final ConfigOption<String> FEATURE_DEFINITIONS =
      key("features.definitions")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The features: in YAML a list of {name, aggregate, field, type, of, transform};"
                  + " elsewhere the same as JSON.");

  public static final ConfigOption<Integer> DISTINCT_EXACT_LIMIT =
      key("features.distinct-exact-limit")
          .intType()
          .defaultValue(512)
          .withDescription(
              "Up to so many different items in a slice a distinct aggregate counts exactly, beyond"
                  + " with a HyperLogLog sketch (1.6 % standard error).");

  // --- training

  public static final ConfigOption<String> K =
      key("training.k")
          .stringType()
          .defaultValue("6")
          .withDescription("Number of clusters; auto follows what the data ask for.");

  public static final ConfigOption<Integer> K_MIN =
      key("training.k-min")
          .intType()
          .defaultValue(1)
          .withDescription("The least number of clusters that is advised or, with auto, taken.");

  public static final ConfigOption<Integer> K_MAX =
      key("training.k-max")
          .intType()
          .defaultValue(10)
          .withDescription(
              "The greatest number of clusters that is advised or, with auto, taken; with auto the shards keep micro-clusters for so many.");

  public static final ConfigOption<Duration> K_ADVICE =
      key("training.k-advice")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "Event time between two looks at how many clusters the data ask for; 0 looks at every model. Models between repeat the last advice.");

  public static final ConfigOption<String> WARM_START =
      key("training.warm-start")
          .stringType()
          .defaultValue("")
          .withDescription(
              "An earlier model to start from where nothing was learned yet: a model.json, the folder that holds one, a flink-ml folder or a model.tar.gz of SageMaker.");

  public static final ConfigOption<Boolean> RESET =
      key("training.reset")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether a restored job with another k, number of shards or unit of the half-life drops what it had learned; else it is refused. Versions and ids go on counting; of a training.warm-start with other features too.");

  public static final ConfigOption<InitMethod> INIT_METHOD =
      key("training.init_method")
          .enumType(InitMethod.class)
          .defaultValue(InitMethod.RANDOM)
          .withDescription(
              "How a shard chooses its first micro-clusters: random or kmeans++ (SageMaker).");

  public static final ConfigOption<String> HALF_LIFE =
      key("training.half-life")
          .stringType()
          .defaultValue("7 d")
          .withDescription(
              "After this a point's weight is one half: a duration of event time, 'N windows' or 'N"
                  + " points'; 0 never forgets.");

  public static final ConfigOption<Integer> SHARDS =
      key("training.shards")
          .intType()
          .defaultValue(16)
          .withDescription(
              "Logical shards that learn side by side; a divisor of 720, fixed for a model's life,"
                  + " independent of parallelism.");

  public static final ConfigOption<Long> SEED =
      key("training.seed")
          .longType()
          .defaultValue(1L)
          .withDescription("Seed of every random choice.");

  public static final ConfigOption<Scaling> SCALING =
      key("training.scaling")
          .enumType(Scaling.class)
          .defaultValue(Scaling.STANDARD)
          .withDescription(
              "Metric of the distance: standard divides each feature by its decayed standard"
                  + " deviation; none takes it as it is.");

  public static final ConfigOption<Integer> MINI_BATCH_SIZE =
      key("training.mini_batch_size")
          .intType()
          .defaultValue(5000)
          .withDescription("Largest number of points of a mini-batch (SageMaker).");

  public static final ConfigOption<String> EXTRA_CENTER_FACTOR =
      key("training.extra_center_factor")
          .stringType()
          .defaultValue("auto")
          .withDescription("A shard keeps k times so many micro-clusters (SageMaker); auto is 10.");

  public static final ConfigOption<InitMethod> LLOYD_INIT =
      key("training.local_lloyd_init_method")
          .enumType(InitMethod.class)
          .defaultValue(InitMethod.KMEANS_PLUS_PLUS)
          .withDescription(
              "How a restart of the reduce chooses its first centroids: kmeans++ or random"
                  + " (SageMaker).");

  public static final ConfigOption<Integer> LLOYD_MAX_ITER =
      key("training.local_lloyd_max_iter")
          .intType()
          .defaultValue(300)
          .withDescription("Most iterations of a restart of the reduce (SageMaker).");

  public static final ConfigOption<String> LLOYD_TRIALS =
      key("training.local_lloyd_num_trials")
          .stringType()
          .defaultValue("auto")
          .withDescription("Restarts of the reduce beside the warm start (SageMaker); auto is 10.");

  public static final ConfigOption<Double> LLOYD_TOL =
      key("training.local_lloyd_tol")
          .doubleType()
          .defaultValue(0.0001)
          .withDescription(
              "A restart stops when the cost improves by less than this share (SageMaker).");

  public static final ConfigOption<Integer> VERSIONS_KEPT =
      key("training.versions-kept")
          .intType()
          .defaultValue(10)
          .withDescription(
              "So many of the last models can be pinned or rolled back to; one that is pinned"
                  + " stays.");

  // --- control

  public static final ConfigOption<String> CONTROL_TOPIC =
      key("control.topic")
          .stringType()
          .defaultValue("control")
          .withDescription(
              "Kafka topic of commands to the running job (pin, rollback, freeze, forget ...); made"
                  + " with one partition where it is missing; empty: none.");

  public static final ConfigOption<String> CONTROL_REPLAY =
      key("control.replay")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Kafka topic of another run's audit: its commands are repeated, each in the window in"
                  + " which it was decided, and control.topic is not read; empty: none.");

  // --- assignment

  public static final ConfigOption<Integer> LEFT_AFTER_WINDOWS =
      key("assignment.left-after-windows")
          .intType()
          .defaultValue(1)
          .withDescription(
              "A user without activity in so many windows in a row has left his segment.");

  public static final ConfigOption<Double> OUTLIER_QUANTILE =
      key("assignment.outlier-quantile")
          .doubleType()
          .defaultValue(0.99)
          .withDescription(
              "A user farther from his centroid than this share of what his cluster held of late is"
                  + " an outlier: 0.5, 0.9, 0.95, 0.99 or 0.999.");

  // --- snapshot

  public static final ConfigOption<String> SNAPSHOT_ROOT =
      key("snapshot.root")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Where models and features are snapshotted: s3://bucket or file:///folder; empty"
                  + " keeps none.");

  public static final ConfigOption<Duration> SNAPSHOT_INTERVAL =
      key("snapshot.interval")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "Event time between two snapshots of the model; 0 snapshots every model. The last of"
                  + " bounded input always is.");

  public static final ConfigOption<Integer> SNAPSHOT_RETAIN =
      key("snapshot.retain")
          .intType()
          .defaultValue(0)
          .withDescription("How many model snapshots are kept; 0 keeps all.");

  // --- sink

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("sink.topic-prefix")
          .stringType()
          .defaultValue("")
          .withDescription("Put before the name of every output topic.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      key("sink.transactional-id-prefix")
          .stringType()
          .defaultValue("scurry")
          .withDescription(
              "Prefix of the transactional ids; two jobs on one broker need different ones.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      key("sink.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(14))
          .withDescription(
              "Timeout of the Kafka transactions; at most the broker's transaction.max.timeout.ms,"
                  + " longer than any downtime to be survived.");

  // --- checkpoints and state

  public static final ConfigOption<String> CHECKPOINT_DIR =
      key("checkpoint.dir")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Where checkpoints go: s3://bucket/folder or file:///folder; empty keeps them in the"
                  + " JobManager's memory.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("checkpoint.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Time between two checkpoints.");

  public static final ConfigOption<StateBackendSetting> STATE_BACKEND =
      key("state.backend")
          .enumType(StateBackendSetting.class)
          .defaultValue(StateBackendSetting.HEAP)
          .withDescription(
              "Where state lives: heap, or rocksdb (incremental checkpoints, state larger than"
                  + " memory).");

  // --- privacy

  public static final ConfigOption<Boolean> PSEUDONYMISE =
      key("privacy.pseudonymise")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether user ids become HMAC-SHA-256 pseudonyms as they are read; then late events"
                  + " and dead letters carry no bytes of the input.");

  public static final ConfigOption<String> PRIVACY_KEY =
      key("privacy.key")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Secret key of the pseudonyms, at least 32 bytes; best given as SCURRY_PRIVACY_KEY."
                  + " With another key every user is another one.");

  public static final ConfigOption<String> PRIVACY_KEY_FILE =
      key("privacy.key-file")
          .stringType()
          .defaultValue("")
          .withDescription(
              "File that holds the key instead, such as a mounted secret; white space around it"
                  + " does not count.");

  // --- daily

  public static final ConfigOption<Double> DAILY_EPS =
      key("daily.eps")
          .doubleType()
          .defaultValue(0.5)
          .withDescription("DBSCAN: two users at most this far apart are neighbours.");

  public static final ConfigOption<Integer> DAILY_MIN_SAMPLES =
      key("daily.min-samples")
          .intType()
          .defaultValue(5)
          .withDescription("DBSCAN: a user with so many neighbours, himself included, is core.");

  public static final ConfigOption<Scaling> DAILY_SCALING =
      key("daily.scaling")
          .enumType(Scaling.class)
          .defaultValue(Scaling.STANDARD)
          .withDescription(
              "Metric of the distances computed from features: standard divides by the day's"
                  + " standard deviation.");

  public static final ConfigOption<Double> DAILY_MAX_DISTANCE =
      key("daily.max-distance")
          .doubleType()
          .defaultValue(0.0)
          .withDescription(
              "Distances computed from features are written up to this one, and always as far as"
                  + " the algorithm looks. HDBSCAN, and OPTICS without max_eps, look as far as"
                  + " there are distances: with 0 that is every pair of users.");

  public static final ConfigOption<Integer> DAILY_MAX_INFLATION =
      key("daily.max-inflation")
          .intType()
          .defaultValue(200)
          .withDescription(
              "Reading a gzip object of distances ends where it has inflated to more than so many"
                  + " times its size and to more than daily.max-inflated; what lies behind is"
                  + " reported as a rejected line.");

  public static final ConfigOption<MemorySize> DAILY_MAX_INFLATED =
      key("daily.max-inflated")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription("Up to this a gzip object of distances may inflate in any case.");

  private ScurryOptions() {}

  /** Where a first start reads from. */
  public enum StartOffset {
    EARLIEST,
    LATEST,
    COMMITTED,
    TIMESTAMP
  }

  /** Form of a record. */
  public enum EventFormat {
    JSON,
    CSV
  }

  /** Unit of a numeric event time. */
  public enum TimeUnitSetting {
    AUTO,
    S,
    MS
  }

  /** Metric of the distance. */
  public enum Scaling {
    STANDARD,
    NONE
  }

  /** First centroids of a restart; written kmeans++ in the settings. */
  public enum InitMethod {
    RANDOM("random"),
    KMEANS_PLUS_PLUS("kmeans++");

    private final String word;

    InitMethod(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Where state lives. */
  public enum StateBackendSetting {
    HEAP,
    ROCKSDB
  }
}
