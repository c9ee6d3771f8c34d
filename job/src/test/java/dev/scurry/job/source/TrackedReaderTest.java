package dev.scurry.job.source;

import static dev.scurry.job.source.RecordRouterTest.CLOCK;
import static dev.scurry.job.source.RecordRouterTest.START;
import static dev.scurry.job.source.RecordRouterTest.dead;
import static dev.scurry.job.source.RecordRouterTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TrackedReaderTest {

  @Test
  void pollNext_judgesEachPartitionByItsOwnBound() throws Exception {
    Run run = new Run(List.of(split(0), split(1)));

    run.read(event(0, 1, 10_000), event(1, 1, 0), event(0, 2, 0), dead(0, 3));

    assertThat(run.out.records).extracting(source -> source.late).containsExactly(F, F, T, F);
    assertThat(run.out.records.get(0).tally.partition).isEqualTo("activity-0");
    assertThat(run.out.records.get(1).tally.partition).isEqualTo("activity-1");
  }

  @Test
  void snapshotState_carriesTheProgressToWhicheverReaderGetsThePartition() throws Exception {
    Run before = new Run(List.of(split(0), split(1), split(2)));
    before.read(event(0, 1, 10_000), event(1, 1, 20_000), event(0, 2, 9_000), dead(1, 2));
    List<KafkaPartitionSplit> splits = stored(before.reader.snapshotState(1));

    Run one = new Run(List.of(splits.get(1)));
    Run others = new Run(List.of(splits.get(2), splits.get(0)));
    one.read(event(1, 3, 18_999), event(1, 4, 30_000));
    others.read(event(0, 3, 8_999), event(2, 1, 0));

    assertThat(one.out.records).extracting(source -> source.late).containsExactly(T, F);
    assertThat(one.out.records.get(1).tally.in).isEqualTo(4);
    assertThat(others.out.records).extracting(source -> source.late).containsExactly(T, F);
  }

  @Test
  void pollNext_atTheEndOfAPartition_tellsAllOfItBeforeItsOutputGoes() throws Exception {
    Run run = new Run(List.of(split(0), split(1)));

    run.read(event(0, 1, 10_000), event(0, 2, 0));
    run.finish(0);

    SourceRecord last = run.out.records.get(2);
    assertThat(last.isDead()).isTrue();
    assertThat(last.tally.reached).isEqualTo(Long.MAX_VALUE);
    assertThat(last.tally.in).isEqualTo(2);
    assertThat(last.tally.late).isEqualTo(1);
    assertThat(run.out.released).containsExactly("activity-0 behind 3 records");
    assertThat(run.reader.snapshotState(1))
        .extracting(KafkaPartitionSplit::splitId)
        .containsExactly("activity-1");
  }

  @Test
  void snapshotState_ofAPartitionThatWasNotRead_isPlain() throws Exception {
    Run run = new Run(List.of(split(0)));

    assertThat(stored(run.reader.snapshotState(1)))
        .containsExactly(split(0))
        .noneMatch(TrackedSplit.class::isInstance);
  }

  @Test
  void deserialize_ofAnotherFormat_isRefused() {
    TrackedSplitSerializer serializer =
        new TrackedSplitSerializer(new KafkaPartitionSplitSerializer());

    assertThatThrownBy(() -> serializer.deserialize(9, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9");
  }

  @Test
  void stoppingOffset_survives() throws Exception {
    KafkaPartitionSplit bounded = new KafkaPartitionSplit(new TopicPartition("activity", 0), 3, 9);
    Run run = new Run(List.of(bounded));
    run.read(event(0, 3, 0));

    KafkaPartitionSplit restored = stored(run.reader.snapshotState(1)).get(0);

    assertThat(restored).isInstanceOf(TrackedSplit.class);
    assertThat(restored.getStartingOffset()).isEqualTo(3);
    assertThat(restored.getStoppingOffset()).contains(9L);
  }

  private static final boolean T = true;
  private static final boolean F = false;

  private static KafkaPartitionSplit split(int partition) {
    return new KafkaPartitionSplit(new TopicPartition("activity", partition), 0);
  }

  /** The splits as they come out of a checkpoint. */
  private static List<KafkaPartitionSplit> stored(List<KafkaPartitionSplit> splits)
      throws IOException {
    TrackedSplitSerializer serializer =
        new TrackedSplitSerializer(new KafkaPartitionSplitSerializer());
    List<KafkaPartitionSplit> stored = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      stored.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
    }
    return stored;
  }

  /** A reader over a scripted one. */
  private static final class Run {
    private final Script script = new Script();
    private final TrackedReader reader = new TrackedReader(script, CLOCK);
    private final Collected out = new Collected();

    Run(List<KafkaPartitionSplit> splits) {
      reader.addSplits(splits);
    }

    void read(SourceRecord... records) throws Exception {
      script.next.addAll(List.of(records));
      while (!script.next.isEmpty()) {
        reader.pollNext(out);
      }
    }

    void finish(int partition) throws Exception {
      script.finishing = split(partition).splitId();
      reader.pollNext(out);
    }
  }

  /** Emits as Flink's Kafka reader does: through an output of the partition. */
  private static final class Script implements SourceReader<SourceRecord, KafkaPartitionSplit> {
    private final Map<String, KafkaPartitionSplit> splits = new TreeMap<>();
    private final Deque<SourceRecord> next = new ArrayDeque<>();
    private String finishing;

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) {
      if (finishing != null) {
        splits.remove(finishing);
        output.releaseOutputForSplit(finishing);
        return InputStatus.NOTHING_AVAILABLE;
      }
      SourceRecord source = next.remove();
      output
          .createOutputForSplit(split(source.partition).splitId())
          .collect(source, START + source.offset);
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return List.copyOf(splits.values());
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> added) {
      added.forEach(split -> splits.put(split.splitId(), split));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void start() {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  private static final class Collected implements ReaderOutput<SourceRecord> {
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<String> released = new ArrayList<>();

    @Override
    public void collect(SourceRecord source) {
      records.add(source);
    }

    @Override
    public void collect(SourceRecord source, long timestamp) {
      records.add(source);
    }

    @Override
    public SourceOutput<SourceRecord> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {
      released.add(split + " behind " + records.size() + " records");
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
