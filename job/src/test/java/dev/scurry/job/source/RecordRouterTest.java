package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.schema.DeadLetter;
import dev.scurry.schema.DeadLetterReason;
import dev.scurry.schema.LateEvent;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class RecordRouterTest {
  private static final long SLIDE = 1000;
  static final SliceClock CLOCK = new SliceClock(new Settings.Window(3 * SLIDE, SLIDE), 200);
  static final long START = 1_700_000_000_000L;

  @Test
  void processElement_sendsLateEventsToTheSide() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(false)) {
      PartitionProgress progress = new PartitionProgress("activity-0");
      for (SourceRecord source :
          List.of(
              event(0, 1, 1199),
              event(0, 2, 999),
              event(0, 3, 1200),
              event(0, 4, 999),
              event(0, 5, 1000),
              event(0, 6, 5200),
              event(0, 7, 4999))) {
        progress.judge(source, CLOCK);
        harness.processElement(new StreamRecord<>(source));
      }

      assertThat(harness.extractOutputValues())
          .extracting(event -> event.time - START)
          .containsExactly(1199L, 999L, 1200L, 1000L, 5200L);
      List<LateEvent> late = rejected(harness, LateEvent.class);
      assertThat(late).extracting(LateEvent::offset).containsExactly(4L, 7L);
      assertThat(late.get(0).reason()).isEqualTo("late");
      assertThat(late.get(0).sliceEnd()).isEqualTo("2023-11-14T22:13:21Z");
      assertThat(Base64.getDecoder().decode(late.get(0).original())).asString().isEqualTo("999");
    }
  }

  @Test
  void processElement_tellsTheTallyBehindItsRecord() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(false)) {
      PartitionProgress progress = new PartitionProgress("activity-0");
      for (SourceRecord source : List.of(dead(0, 1), event(0, 2, 1200), event(0, 3, 1300))) {
        progress.judge(source, CLOCK);
        harness.processElement(new StreamRecord<>(source));
      }
      harness.processElement(new StreamRecord<>(SourceRecord.endOf(progress)));

      DeadLetter letter = rejected(harness, DeadLetter.class).get(0);
      assertThat(letter.reason()).isEqualTo("missing-user");
      assertThat(letter.topic()).isEqualTo("activity");
      assertThat(Base64.getDecoder().decode(letter.bytes())).asString().isEqualTo("{}");
      List<PartitionTally> tallies = side(harness, RecordRouter.TALLIES);
      assertThat(tallies).extracting(t -> t.partition).containsExactly("activity-0", "activity-0");
      assertThat(tallies).extracting(t -> t.in).containsExactly(2L, 3L);
      assertThat(tallies).extracting(t -> t.reached).containsExactly(START + 1000, Long.MAX_VALUE);
      assertThat(tallies.get(0).deadReasons).containsExactly("missing-user");
      assertThat(tallies.get(0).dead).containsExactly(1);
      assertThat(harness.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void processElement_keepsOriginalsWhereAskedTo() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> with = open(true);
        OneInputStreamOperatorTestHarness<SourceRecord, Event> without = open(false)) {
      with.processElement(new StreamRecord<>(event(2, 3, 0)));
      without.processElement(new StreamRecord<>(event(2, 3, 0)));

      Event kept = with.extractOutputValues().get(0);
      assertThat(kept.topic).isEqualTo("activity");
      assertThat(kept.partition).isEqualTo(2);
      assertThat(kept.offset).isEqualTo(3);
      assertThat(kept.original).asString().isEqualTo("0");
      assertThat(without.extractOutputValues().get(0).original).isNull();
    }
  }

  @Test
  void fileProgress_isOnePartition_andGoesOnAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> harness = openFiles(null)) {
      harness.processElement(new StreamRecord<>(event(0, 1, 10_000)));
      state = harness.snapshot(1, 1);
    }
    try (OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> harness = openFiles(state)) {
      SourceRecord second = event(0, 1, 0);
      second.topic = "another.csv";
      harness.processElement(new StreamRecord<>(second));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      List<SourceRecord> out = harness.extractOutputValues();
      assertThat(out.get(0).late).isTrue();
      assertThat(out.get(1).tally.in).isEqualTo(2);
      assertThat(out.get(1).tally.late).isEqualTo(1);
      assertThat(out.get(1).tally.partition).isEqualTo("files");
    }
  }

  @Test
  void onEvent_emitsWatermarksAtSliceEndsOnly_andNeverForADeadLetter() {
    List<Long> emitted = new ArrayList<>();
    SliceWatermarks watermarks = new SliceWatermarks(CLOCK);
    WatermarkCollector out = new WatermarkCollector(emitted);

    for (SourceRecord source :
        List.of(
            event(0, 1, 1199),
            event(0, 2, 1200),
            dead(0, 3),
            event(0, 4, 900),
            event(0, 5, 4250))) {
      watermarks.onEvent(source, 99 * START, out);
      watermarks.onPeriodicEmit(out);
    }

    assertThat(emitted).containsExactly(START, START + 1000, START + 4000);
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, Event> open(boolean originals)
      throws Exception {
    OneInputStreamOperatorTestHarness<SourceRecord, Event> harness =
        new OneInputStreamOperatorTestHarness<>(new RecordRouter(CLOCK, originals));
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> openFiles(
      OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> harness =
        new OneInputStreamOperatorTestHarness<>(new FileProgressOperator(CLOCK));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static <T> List<T> rejected(
      OneInputStreamOperatorTestHarness<SourceRecord, Event> harness, Class<T> type) {
    return side(harness, RecordRouter.REJECTED).stream()
        .map((OutputRecord r) -> WireFormat.decode(r.value, type))
        .toList();
  }

  private static <T> List<T> side(
      OneInputStreamOperatorTestHarness<SourceRecord, Event> harness, OutputTag<T> tag) {
    Queue<StreamRecord<T>> queue = harness.getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  static SourceRecord event(int partition, long offset, long time) {
    Event event = new Event();
    event.user = "u";
    event.time = START + time;
    byte[] bytes = Long.toString(time).getBytes(StandardCharsets.UTF_8);
    return SourceRecord.of(new Decoded(event, null), bytes).at("activity", partition, offset);
  }

  static SourceRecord dead(int partition, long offset) {
    byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
    return SourceRecord.of(Decoded.dead(DeadLetterReason.MISSING_USER), bytes)
        .at("activity", partition, offset);
  }

  private record WatermarkCollector(List<Long> emitted)
      implements org.apache.flink.api.common.eventtime.WatermarkOutput {

    @Override
    public void emitWatermark(org.apache.flink.api.common.eventtime.Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
