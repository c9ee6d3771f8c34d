package dev.scurry.job.config;

import dev.scurry.job.config.ScurryOptions.EventFormat;
import dev.scurry.job.config.ScurryOptions.InitMethod;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.ScurryOptions.StartOffset;
import dev.scurry.job.config.ScurryOptions.StateBackendSetting;
import dev.scurry.job.config.ScurryOptions.TimeUnitSetting;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * All settings of a job, validated. Durations are whole milliseconds and > 0 unless said otherwise.
 */
public record Settings(
    String name,
    Source source,
    Features features,
    Training training,
    Control control,
    Assignment assignment,
    Snapshot snapshot,
    Sink sink,
    Checkpoint checkpoint,
    Privacy privacy,
    Daily daily,
    Map<String, String> kafka,
    Map<String, String> s3,
    Map<String, String> flink)
    implements Serializable {

  /** Without the values that a log must not show. */
  @Override
  public String toString() {
    return "Settings["
        + String.join(
            ", ",
            name,
            source.toString(),
            features.toString(),
            training.toString(),
            control.toString(),
            assignment.toString(),
            snapshot.toString(),
            sink.toString(),
            checkpoint.toString(),
            privacy.toString(),
            daily.toString(),
            "kafka=" + masked(kafka),
            "s3=" + masked(s3),
            "flink=" + masked(flink))
        + "]";
  }

  private static Map<String, String> masked(Map<String, String> values) {
    Map<String, String> masked = new TreeMap<>(values);
    masked.replaceAll((key, value) -> GlobalConfiguration.isSensitive(key) ? "******" : value);
    return masked;
  }

  /** Names of the event's parts in the input. */
  public record Fields(String user, String type, String item, String time, String id)
      implements Serializable {}

  /**
   * Where events come from. {@code idleTimeout} may be zero: off; so may {@code maxDrift}, the
   * event time that one partition may be ahead of another.
   */
  public record Source(
      String topic,
      String groupId,
      StartOffset start,
      long startTimestamp,
      EventFormat format,
      List<String> csvColumns,
      Fields fields,
      TimeUnitSetting timeUnit,
      Duration outOfOrderness,
      Duration maxAhead,
      Duration idleTimeout,
      Duration maxDrift,
      int maxRecordBytes)
      implements Serializable {}

  /** Sliding windows [end - size, end), aligned to the epoch; size is a multiple of slide. */
  public record Window(long sizeMs, long slideMs) implements Serializable {

    /** End of the slice that holds a time: the smallest multiple of the slide above it. */
    public long sliceEnd(long time) {
      return Math.multiplyExact(Math.floorDiv(time, slideMs) + 1, slideMs);
    }

    public int slices() {
      return Math.toIntExact(sizeMs / slideMs);
    }
  }

  /** What is known of a user at a window's end. */
  public record Features(Window window, List<FeatureDefinition> definitions, int distinctExactLimit)
      implements Serializable {

    /** Column names of the vector, in order. */
    public List<String> columns() {
      return definitions.stream().flatMap(d -> d.columns().stream()).toList();
    }
  }

  /**
   * How the number of clusters is looked for.
   *
   * @param auto whether it is taken, not only advised
   * @param interval event time between two looks; zero: at every model
   */
  public record KSearch(boolean auto, int min, int max, Duration interval)
      implements Serializable {}

  /**
   * How the model learns.
   *
   * @param k number of clusters; where it is looked for, the most that there can be
   * @param warmStart where an earlier model lies; empty: none
   * @param reset whether state of other settings is dropped rather than refused
   */
  public record Training(
      int k,
      KSearch kSearch,
      String warmStart,
      boolean reset,
      HalfLife halfLife,
      int shards,
      long seed,
      Scaling scaling,
      int miniBatchSize,
      int extraCenterFactor,
      InitMethod initMethod,
      InitMethod localLloydInitMethod,
      int localLloydMaxIter,
      int localLloydNumTrials,
      double localLloydTol)
      implements Serializable {

    /** Micro-clusters that each shard keeps. */
    public int microClusters() {
      return Math.multiplyExact(k, extraCenterFactor);
    }
  }

  /** {@code topic} and {@code replay} are empty where nothing is read. */
  public record Control(String topic, String replay, int versionsKept) implements Serializable {}

  /** {@code outlierQuantile} is one of the levels that a model publishes. */
  public record Assignment(int leftAfterWindows, double outlierQuantile) implements Serializable {}

  /** {@code root} is empty where nothing is kept; {@code interval} may be zero: every model. */
  public record Snapshot(String root, Duration interval, int retain) implements Serializable {}

  public record Sink(String topicPrefix, String transactionalIdPrefix, Duration transactionTimeout)
      implements Serializable {}

  /** {@code dir} is empty where checkpoints stay in the JobManager's memory. */
  public record Checkpoint(String dir, Duration interval, StateBackendSetting stateBackend)
      implements Serializable {}

  /** {@code key} is empty where nothing is pseudonymised. */
  public record Privacy(boolean pseudonymise, String key) implements Serializable {

    /** Without the key. */
    @Override
    public String toString() {
      return "Privacy[pseudonymise=" + pseudonymise + "]";
    }
  }

  /** {@code maxDistance} is 0 where nothing is asked for beyond what the algorithm looks at. */
  public record Daily(
      double eps,
      int minSamples,
      Scaling scaling,
      double maxDistance,
      int maxInflation,
      long maxInflated)
      implements Serializable {

    /** Up to so many bytes of text a gzip object of so many bytes is read. */
    public long mostText(long stored) {
      return Math.max(maxInflated, maxInflation * stored);
    }

    /**
     * Up to this, distances are computed from features.
     *
     * @param reach how far the algorithm looks; may be infinite
     */
    public double cutOff(double reach) {
      boolean all = Double.isInfinite(reach) && maxDistance > 0;
      return all ? maxDistance : Math.max(reach, maxDistance);
    }
  }
}
