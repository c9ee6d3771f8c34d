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
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** Assigns every user to a segment at the end of each of his windows. */
public final class AssignmentStage {

  private AssignmentStage() {}

  /** The same without a model ahead of the first that is published. */
  public static DataStream<OutputRecord> attach(
      DataStream<UserFeatures> features, DataStream<ModelUpdate> models, Settings settings) {
    return attach(features, models, settings, Optional.empty());
  }

  /**
   * Builds the stage. Flink keys the state of a broadcast function for an operator of its own only;
   * this one, which counts its users when it opens, is laid by hand.
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
    byte[] json = initial.map(WireFormat::encode).orElse(null);
    StreamExecutionEnvironment env = features.getExecutionEnvironment();
    KeySelector<UserFeatures, String> user = of -> of.user;
    TwoInputTransformation<UserFeatures, ModelUpdate, OutputRecord> assigned =
        new TwoInputTransformation<>(
            features.keyBy(user, Types.STRING).getTransformation(),
            models.broadcast().getTransformation(),
            Operators.ASSIGNMENT,
            new AssignmentOperator(settings, json),
            TypeInformation.of(OutputRecord.class),
            env.getParallelism(),
            false);
    assigned.setStateKeySelectors(user, null);
    assigned.setStateKeyType(Types.STRING);
    assigned.setUid(Operators.ASSIGNMENT);
    assigned.setMaxParallelism(Operators.MAX_PARALLELISM);
    env.addOperator(assigned);
    return new DataStream<>(env, assigned);
  }
}
