package dev.scurry.job.training;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.features.UserFeatures;
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
   * Builds the stage: blocks, shards (parallelism at most their number), reducer (parallelism 1).
   *
   * @param features with watermarks: those of window W come before watermark W
   * @return one model a window with features, versions 1, 2, ..., each before its window's
   *     watermark
   */
  public static TrainingStreams attach(
      DataStream<UserFeatures> features, DataStream<ControlRecord> steering, Settings settings) {
    return new TrainingStreams(attach(features, settings), null);
  }

  /** The same without anybody's commands. */
  public static DataStream<ModelUpdate> attach(
      DataStream<UserFeatures> features, Settings settings) {
    ShardLayout layout = new ShardLayout(settings.training().shards());
    DataStream<FeatureBlock> blocks = pack(features, settings, layout);
    DataStream<FeatureBlock> input =
        new Positions(settings).mustBeCounted()
            ? blocks.union(countPoints(blocks, layout.shards()))
            : blocks;
    DataStream<ShardSummary> summaries = learn(input, settings, layout);
    return reduce(summaries, settings);
  }

  private static DataStream<FeatureBlock> pack(
      DataStream<UserFeatures> features, Settings settings, ShardLayout layout) {
    int dimensions = settings.features().columns().size();
    SingleOutputStreamOperator<FeatureBlock> blocks =
        features.transform(
            Operators.BLOCKS,
            TypeInformation.of(FeatureBlock.class),
            new BlockPacker(layout, dimensions, BLOCK_ROWS));
    blocks.setParallelism(features.getParallelism());
    return named(blocks, Operators.BLOCKS);
  }

  private static DataStream<FeatureBlock> countPoints(DataStream<FeatureBlock> blocks, int shards) {
    SingleOutputStreamOperator<PointCount> sizes =
        blocks
            .map(PointCount::of, TypeInformation.of(PointCount.class))
            .setParallelism(blocks.getParallelism());
    SingleOutputStreamOperator<FeatureBlock> positions =
        named(sizes, Operators.BLOCK_SIZES)
            .keyBy(size -> 0, Types.INT)
            .process(new PointCounter(shards), TypeInformation.of(FeatureBlock.class))
            .setParallelism(1);
    return named(positions, Operators.POINT_COUNT);
  }

  private static DataStream<ShardSummary> learn(
      DataStream<FeatureBlock> input, Settings settings, ShardLayout layout) {
    int parallelism = Math.min(input.getExecutionEnvironment().getParallelism(), layout.shards());
    SingleOutputStreamOperator<ShardSummary> summaries =
        input
            .keyBy(block -> layout.keyOf(block.shard), Types.INT)
            .process(new ShardFunction(layout, settings), TypeInformation.of(ShardSummary.class))
            .setParallelism(parallelism);
    return named(summaries, Operators.SHARDS);
  }

  private static DataStream<ModelUpdate> reduce(
      DataStream<ShardSummary> summaries, Settings settings) {
    SingleOutputStreamOperator<ModelUpdate> models =
        summaries
            .keyBy(summary -> 0, Types.INT)
            .process(new ReducerFunction(settings), TypeInformation.of(ModelUpdate.class))
            .setParallelism(1);
    return named(models, Operators.REDUCER);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> stream, String uid) {
    return stream.uid(uid).name(uid).setMaxParallelism(Operators.MAX_PARALLELISM);
  }
}
