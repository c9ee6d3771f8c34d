package dev.scurry.job.snapshot;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.training.ModelUpdate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes models and the features of each day below the root; without a root, nothing. */
public final class SnapshotStage {

  private SnapshotStage() {}

  /**
   * @param everyModel whether every model is snapshotted, whatever the interval
   */
  public static void attach(
      DataStream<UserFeatures> features,
      DataStream<ModelUpdate> models,
      Settings settings,
      boolean everyModel) {
    if (settings.snapshot().root().isEmpty()) {
      return;
    }
    attachModels(models, settings.snapshot(), everyModel);
    attachFeatures(features, settings);
  }

  private static void attachModels(
      DataStream<ModelUpdate> models, Settings.Snapshot settings, boolean everyModel) {
    long intervalMs = everyModel ? 0 : settings.interval().toMillis();
    models
        .transform(
            Operators.SNAPSHOT_POLICY,
            TypeInformation.of(ModelUpdate.class),
            new SnapshotPolicyOperator(new SnapshotSchedule(intervalMs)))
        .uid(Operators.SNAPSHOT_POLICY)
        .setParallelism(1)
        .sinkTo(new ModelSink(settings.root(), settings.retain()))
        .uid(Operators.SNAPSHOT_MODELS)
        .name(Operators.SNAPSHOT_MODELS)
        .setParallelism(1);
  }

  private static void attachFeatures(DataStream<UserFeatures> features, Settings settings) {
    features
        .keyBy(row -> row.user, Types.STRING)
        .process(new LastOfDay(), TypeInformation.of(UserFeatures.class))
        .uid(Operators.SNAPSHOT_DAY)
        .name(Operators.SNAPSHOT_DAY)
        .sinkTo(new FeatureSink(settings.snapshot().root(), settings.features().columns()))
        .uid(Operators.SNAPSHOT_FEATURES)
        .name(Operators.SNAPSHOT_FEATURES);
  }
}
