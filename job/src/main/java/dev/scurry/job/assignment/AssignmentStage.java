package dev.scurry.job.assignment;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Assigns every user to a segment at the end of each of his windows. */
public final class AssignmentStage {

  private AssignmentStage() {}

  /** The same without a model ahead of the first that is published. */
  public static DataStream<OutputRecord> attach(
      DataStream<UserFeatures> features, DataStream<ModelUpdate> models, Settings settings) {
    return attach(features, models, settings, Optional.empty());
  }

  /**
   * Builds the stage.
   *
   * @param features with watermarks: those of window W come before watermark W
   * @param models each before the watermark of the window end that it serves from
   * @param initial assigns until a model is published, if it is there
   * @return assignments and segment changes, keyed by user; an assignment without a value is a
   *     tombstone
   */
  public static DataStream<OutputRecord> attach(
      DataStream<UserFeatures> features,
      DataStream<ModelUpdate> models,
      Settings settings,
      Optional<ClusterModel> initial) {
    BroadcastStream<ModelUpdate> everywhere =
        models.broadcast(ServingModels.MODELS, ServingModels.TIMES);
    byte[] json = initial.map(WireFormat::encode).orElse(null);
    return features
        .keyBy(user -> user.user, Types.STRING)
        .connect(everywhere)
        .process(new AssignmentFunction(settings, json), TypeInformation.of(OutputRecord.class))
        .uid(Operators.ASSIGNMENT)
        .name(Operators.ASSIGNMENT)
        .setMaxParallelism(Operators.MAX_PARALLELISM);
  }
}
