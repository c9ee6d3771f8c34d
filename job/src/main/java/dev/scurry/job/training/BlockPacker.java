package dev.scurry.job.training;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import dev.scurry.job.config.Settings;
import dev.scurry.job.features.UserFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Packs features into blocks, each of one shard and window. Whatever is packed leaves before a
 * watermark or a checkpoint barrier does, so that none of it is kept in state.
 *
 * <p>What is kept there is which settings training was run with: nobody else can read his state
 * before the first record, and a job that was restored with other settings is to stop at its start,
 * not at the end of its first window.
 */
final class BlockPacker extends AbstractStreamOperator<FeatureBlock>
    implements OneInputStreamOperator<UserFeatures, FeatureBlock> {
  private static final long serialVersionUID = 1L;

  private final ShardLayout layout;
  private final BlockBytes form;
  private final int capacity;
  private final TrainedWith now;
  private final boolean reset;

  private transient ListState<byte[]> trainedWith;

  /** By window end, then shard. */
  private transient SortedMap<Long, BlockBuilder[]> open;

  BlockPacker(ShardLayout layout, Settings settings, int capacity) {
    this.layout = layout;
    this.now = TrainedWith.of(settings);
    this.form = new BlockBytes(now.fingerprint(), settings.features().columns().size());
    this.capacity = capacity;
    this.reset = settings.training().reset();
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    open = new TreeMap<>();
    trainedWith =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("trained-with", BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    for (byte[] stored : trainedWith.get()) {
      requireSame(TrainedWith.decode(stored));
    }
  }

  private void requireSame(TrainedWith then) {
    if (reset || !then.hasTheFeaturesOf(now)) {
      return; // Other features are refused where they are made, and can't be had by a reset.
    }
    List<String> differences = then.differencesTo(now);
    if (!differences.isEmpty()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "the restored state was trained with "
                  + String.join("; ", differences)
                  + ". Go back to those settings, or set training.reset to drop what was learned"));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    trainedWith.update(
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0
            ? List.of(now.encode())
            : List.of());
  }

  @Override
  public void processElement(StreamRecord<UserFeatures> element) {
    UserFeatures features = element.getValue();
    if (features.isForgotten()) {
      return; // What was learned names nobody.
    }
    long[] user = UserHash.of128(features.user);
    int shard = layout.shardOf(user[0]);
    BlockBuilder[] builders = buildersOf(features.windowEnd);
    if (builders[shard] == null) {
      builders[shard] = new BlockBuilder(form, shard, features.windowEnd, capacity);
    }
    builders[shard].add(user, features.values);
    if (builders[shard].isFull()) {
      emit(builders[shard]);
      builders[shard] = null;
    }
  }

  private BlockBuilder[] buildersOf(long windowEnd) {
    return open.computeIfAbsent(windowEnd, end -> new BlockBuilder[layout.shards()]);
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
