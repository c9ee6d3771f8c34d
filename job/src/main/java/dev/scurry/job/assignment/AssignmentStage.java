package dev.scurry.job.assignment;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Assigns every user to a segment at the end of each of his windows. */
public final class AssignmentStage {

  private AssignmentStage() {}

  /**
   * Builds the stage.
   *
   * @param features with watermarks: those of window W come before watermark W
   * @param models each before the watermark of the window that it was trained through
   * @return assignments and segment changes, keyed by user
   */
  public static DataStream<OutputRecord> attach(
      DataStream<UserFeatures> features, DataStream<ModelUpdate> models, Settings settings) {
    BroadcastStream<ModelUpdate> everywhere =
        models.broadcast(AssignmentFunction.MODELS, AssignmentFunction.CLOSED);
    return features
        .keyBy(user -> user.user, Types.STRING)
        .connect(everywhere)
        .process(new AssignmentFunction(settings), TypeInformation.of(OutputRecord.class))
        .uid(Operators.ASSIGNMENT)
        .name(Operators.ASSIGNMENT)
        .setMaxParallelism(Operators.MAX_PARALLELISM);
  }
}
