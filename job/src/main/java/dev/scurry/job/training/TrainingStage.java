package dev.scurry.job.training;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.control.ControlStage;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.schema.ClusterModel;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Learns from the users' features for ever and publishes a model for every window with any. */
public final class TrainingStage {

  /** Rows of a block; a packer holds at most one block a shard and window. */
  private static final int BLOCK_ROWS = 512;

  private TrainingStage() {}

  /**
   * Builds the stage: blocks, the course (parallelism 1), shards (parallelism at most their
   * number), reducer (parallelism 1).
   *
   * @param features with watermarks: those of window W come before watermark W
   * @param steering commands
   * @param earlier the model from which training starts where nothing was learned yet; of one with
   *     other features only version and ids go on
   * @return one learned model a window with features, versions 1, 2, ..., each before its window's
   *     watermark
   */
  public static TrainingStreams attach(
      DataStream<UserFeatures> features,
      DataStream<ControlRecord> steering,
      Settings settings,
      Optional<ClusterModel> earlier) {
    WarmStart warmStart = WarmStart.of(settings, earlier);
    ShardLayout layout = new ShardLayout(settings.training().shards());
    DataStream<FeatureBlock> blocks = pack(features, settings, layout);
    DataStream<PointCount> sizes = sizes(blocks);
    SingleOutputStreamOperator<CourseNote> notes =
        course(sizes, steering, new CourseFunction(settings, warmStart.serves()));
    DataStream<FeatureBlock> input =
        new Positions(settings).mustBeCounted()
            ? blocks.union(countPoints(sizes, layout.shards()))
            : blocks;
    DataStream<ShardSummary> summaries =
        learn(
            input,
            notes.getSideOutput(CourseFunction.TO_SHARDS),
            layout,
            new ShardFunction(layout, settings, warmStart));
    SingleOutputStreamOperator<ModelUpdate> models =
        reduce(summaries, notes, new ReducerFunction(settings, warmStart));
    return new TrainingStreams(models, models.getSideOutput(ReducerFunction.AUDIT));
  }

  /** The same without an earlier model. */
  public static TrainingStreams attach(
      DataStream<UserFeatures> features, DataStream<ControlRecord> steering, Settings settings) {
    return attach(features, steering, settings, Optional.empty());
  }

  /** The same without anybody's commands. */
  public static DataStream<ModelUpdate> attach(
      DataStream<UserFeatures> features, Settings settings) {
    DataStream<ControlRecord> nobody =
        ControlStage.attach(features.getExecutionEnvironment(), settings, ControlInput.none())
            .steering();
    return attach(features, nobody, settings).models();
  }

  private static DataStream<FeatureBlock> pack(
      DataStream<UserFeatures> features, Settings settings, ShardLayout layout) {
    SingleOutputStreamOperator<FeatureBlock> blocks =
        features.transform(
            Operators.BLOCKS,
            TypeInformation.of(FeatureBlock.class),
            new BlockPacker(layout, settings, BLOCK_ROWS));
    blocks.setParallelism(features.getParallelism());
    return named(blocks, Operators.BLOCKS);
  }

  private static DataStream<PointCount> sizes(DataStream<FeatureBlock> blocks) {
    return named(
        blocks
            .map(PointCount::of, TypeInformation.of(PointCount.class))
            .setParallelism(blocks.getParallelism()),
        Operators.BLOCK_SIZES);
  }

  private static SingleOutputStreamOperator<CourseNote> course(
      DataStream<PointCount> sizes, DataStream<ControlRecord> steering, CourseFunction function) {
    return named(
        sizes
            .keyBy(size -> 0, Types.INT)
            .connect(steering.keyBy(command -> 0, Types.INT))
            .process(function, TypeInformation.of(CourseNote.class))
            .setParallelism(1),
        Operators.COURSE);
  }

  private static DataStream<FeatureBlock> countPoints(DataStream<PointCount> sizes, int shards) {
    return named(
        sizes
            .keyBy(size -> 0, Types.INT)
            .process(new PointCounter(shards), TypeInformation.of(FeatureBlock.class))
            .setParallelism(1),
        Operators.POINT_COUNT);
  }

  private static DataStream<ShardSummary> learn(
      DataStream<FeatureBlock> input,
      DataStream<CourseNote> notes,
      ShardLayout layout,
      ShardFunction function) {
    int parallelism = Math.min(input.getExecutionEnvironment().getParallelism(), layout.shards());
    return named(
        input
            .keyBy(block -> layout.keyOf(block.shard), Types.INT)
            .connect(notes.keyBy(note -> layout.keyOf(note.shard), Types.INT))
            .process(function, TypeInformation.of(ShardSummary.class))
            .setParallelism(parallelism),
        Operators.SHARDS);
  }

  private static SingleOutputStreamOperator<ModelUpdate> reduce(
      DataStream<ShardSummary> summaries, DataStream<CourseNote> notes, ReducerFunction function) {
    return named(
        summaries
            .keyBy(summary -> ReducerOperator.KEY, Types.INT)
            .connect(notes.keyBy(note -> ReducerOperator.KEY, Types.INT))
            .transform(
                Operators.REDUCER,
                TypeInformation.of(ModelUpdate.class),
                new ReducerOperator(function))
            .setParallelism(1),
        Operators.REDUCER);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> stream, String uid) {
    return stream.uid(uid).name(uid).setMaxParallelism(Operators.MAX_PARALLELISM);
  }
}
