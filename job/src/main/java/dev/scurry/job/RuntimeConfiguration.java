package dev.scurry.job;

import dev.scurry.job.config.ScurryOptions.StateBackendSetting;
import dev.scurry.job.config.Settings;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What Flink is told once for the whole job; {@code flink.*} settings have the last word. */
public final class RuntimeConfiguration {

  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration CHECKPOINT_PAUSE = Duration.ofSeconds(5);
  private static final int TOLERABLE_CHECKPOINT_FAILURES = 3;

  private RuntimeConfiguration() {}

  /** The configuration of the streaming job's environment. */
  public static Configuration streaming(Settings settings) {
    Configuration configuration = common();
    Duration interval = settings.checkpoint().interval();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    configuration.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        interval.compareTo(CHECKPOINT_PAUSE) < 0 ? Duration.ZERO : CHECKPOINT_PAUSE);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_CHECKPOINT_FAILURES);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (!settings.checkpoint().dir().isEmpty()) {
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.checkpoint().dir());
    }
    boolean rocksDb = settings.checkpoint().stateBackend() == StateBackendSetting.ROCKSDB;
    configuration.set(StateBackendOptions.STATE_BACKEND, rocksDb ? "rocksdb" : "hashmap");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, rocksDb);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.flink().forEach(configuration::setString);
    return configuration;
  }

  /** What holds for both jobs. */
  public static Configuration common() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.MAX_PARALLELISM, Operators.MAX_PARALLELISM);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return configuration;
  }
}
