package dev.scurry.job.training;

import dev.scurry.job.features.UserFeatures;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Packs features into blocks, each of one shard and window. Whatever is packed leaves before a
 * watermark or a checkpoint barrier does, so that there is nothing to keep in state.
 */
final class BlockPacker extends AbstractStreamOperator<FeatureBlock>
    implements OneInputStreamOperator<UserFeatures, FeatureBlock> {
  private static final long serialVersionUID = 1L;

  private final ShardLayout layout;
  private final int dimensions;
  private final int capacity;

  /** By window end, then shard. */
  private transient SortedMap<Long, BlockBuilder[]> open;

  BlockPacker(ShardLayout layout, int dimensions, int capacity) {
    this.layout = layout;
    this.dimensions = dimensions;
    this.capacity = capacity;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    open = new TreeMap<>();
  }

  @Override
  public void processElement(StreamRecord<UserFeatures> element) {
    UserFeatures features = element.getValue();
    if (features.isForgotten()) {
      return;
    }
    long hash = UserHash.of(features.user);
    int shard = layout.shardOf(hash);
    BlockBuilder[] builders =
        open.computeIfAbsent(features.windowEnd, end -> new BlockBuilder[layout.shards()]);
    if (builders[shard] == null) {
      builders[shard] = new BlockBuilder(shard, features.windowEnd, capacity, dimensions);
    }
    builders[shard].add(hash, features);
    if (builders[shard].isFull()) {
      emit(builders[shard]);
      builders[shard] = null;
    }
  }

  private void emit(BlockBuilder builder) {
    output.collect(new StreamRecord<>(builder.build()));
  }

  private void flush() {
    open.values().stream().flatMap(Arrays::stream).filter(Objects::nonNull).forEach(this::emit);
    open.clear();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }
}
