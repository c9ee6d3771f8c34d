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
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class LatenessOperatorTest {
  private static final long SLIDE = 1000;
  private static final SliceClock CLOCK =
      new SliceClock(new Settings.Window(3 * SLIDE, SLIDE), 200);
  private static final long START = 1_700_000_000_000L;

  @Test
  void processElement_decidesByTheBoundBeforeTheEvent() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(1, 0, null)) {
      harness.processElement(new StreamRecord<>(event(0, 1, 1199)));
      harness.processElement(new StreamRecord<>(event(0, 2, 999)));
      harness.processElement(new StreamRecord<>(event(0, 3, 1200)));
      harness.processElement(new StreamRecord<>(event(0, 4, 999)));
      harness.processElement(new StreamRecord<>(event(0, 5, 1000)));
      harness.processElement(new StreamRecord<>(event(0, 6, 5200)));
      harness.processElement(new StreamRecord<>(event(0, 7, 4999)));

      assertThat(acceptedTimes(harness)).containsExactly(1199L, 999L, 1200L, 1000L, 5200L);
      List<LateEvent> late = rejected(harness, LateEvent.class);
      assertThat(late).extracting(LateEvent::offset).containsExactly(4L, 7L);
      assertThat(late.get(0).reason()).isEqualTo("late");
      assertThat(late.get(0).sliceEnd()).isEqualTo("2023-11-14T22:13:21Z");
      assertThat(Base64.getDecoder().decode(late.get(0).original())).asString().isEqualTo("999");
    }
  }

  @Test
  void processElement_partitionsAreIndependent() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(1, 0, null)) {
      harness.processElement(new StreamRecord<>(event(0, 1, 10_000)));
      harness.processElement(new StreamRecord<>(event(1, 1, 0)));

      assertThat(acceptedTimes(harness)).containsExactly(10_000L, 0L);
    }
  }

  @Test
  void processElement_filesAreOnePartition() throws Exception {
    LatenessOperator operator = new LatenessOperator(CLOCK, true, false);
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness =
        new OneInputStreamOperatorTestHarness<>(operator)) {
      harness.open();
      harness.processElement(new StreamRecord<>(event(0, 1, 10_000)));
      SourceRecord second = event(0, 1, 0);
      second.topic = "another.csv";
      harness.processElement(new StreamRecord<>(second));

      assertThat(acceptedTimes(harness)).containsExactly(10_000L);
    }
  }

  @Test
  void processElement_deadLettersAreCountedAndMoveNothing() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(1, 0, null)) {
      harness.processElement(new StreamRecord<>(dead(0, 1)));
      harness.processElement(new StreamRecord<>(event(0, 2, 1200)));

      DeadLetter letter = rejected(harness, DeadLetter.class).get(0);
      assertThat(letter.reason()).isEqualTo("missing-user");
      assertThat(letter.topic()).isEqualTo("activity");
      assertThat(Base64.getDecoder().decode(letter.bytes())).asString().isEqualTo("{}");
      PartitionTally tally = tallies(harness).get(0);
      assertThat(tally.in).isEqualTo(2);
      assertThat(tally.accepted).isEqualTo(1);
      assertThat(tally.deadReasons).containsExactly("missing-user");
      assertThat(tally.dead).containsExactly(1);
    }
  }

  @Test
  void processElement_tellsATallyWhereTheBoundReachesASliceEnd() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(1, 0, null)) {
      harness.processElement(new StreamRecord<>(event(0, 1, 1100)));
      harness.processElement(new StreamRecord<>(event(0, 2, 1199)));
      harness.processElement(new StreamRecord<>(event(0, 3, 1200)));
      harness.processElement(new StreamRecord<>(event(0, 4, 100)));
      harness.processElement(new StreamRecord<>(event(0, 5, 4300)));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      List<PartitionTally> tallies = tallies(harness);
      assertThat(tallies)
          .extracting(t -> t.reached == Long.MAX_VALUE ? -1 : t.reached - START)
          .containsExactly(0L, 1000L, 4000L, -1L);
      assertThat(tallies).extracting(t -> t.in).containsExactly(1L, 3L, 5L, 5L);
      assertThat(tallies).extracting(t -> t.late).containsExactly(0L, 0L, 1L, 1L);
      assertThat(tallies).extracting(t -> t.partition).containsOnly("activity-0");
    }
  }

  @Test
  void processElement_keepsOriginalsWhereAskedTo() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> with = open(1, 0, null);
        OneInputStreamOperatorTestHarness<SourceRecord, Event> without =
            new OneInputStreamOperatorTestHarness<>(new LatenessOperator(CLOCK, false, false))) {
      without.open();
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
  void initializeState_afterARescale_knowsEveryPartition() throws Exception {
    OperatorSubtaskState zero = snapshotAfter(0, event(0, 1, 10_000), event(0, 2, 10_100));
    OperatorSubtaskState one = snapshotAfter(1, event(1, 1, 20_000));
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(zero, one);

    for (int subtask = 0; subtask < 3; subtask++) {
      try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness =
          open(3, subtask, repartitioned(both, 2, 3, subtask))) {
        harness.processElement(new StreamRecord<>(event(0, 3, 8999)));
        harness.processElement(new StreamRecord<>(event(1, 2, 18_999)));
        harness.processElement(new StreamRecord<>(event(2, 1, 0)));

        assertThat(rejected(harness, LateEvent.class))
            .extracting(LateEvent::partition)
            .containsExactly(0, 1);
        assertThat(acceptedTimes(harness)).containsExactly(0L);
      }
    }
  }

  @Test
  void initializeState_ofTwoCopiesOfAPartition_keepsTheOneThatHasSeenMore() throws Exception {
    OperatorSubtaskState stale = snapshotAfter(0, event(0, 1, 10_000));
    OperatorSubtaskState fresh = snapshotAfter(1, event(0, 1, 10_000), event(0, 2, 30_000));
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(fresh, stale);

    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness =
        open(1, 0, repartitioned(both, 2, 1, 0))) {
      harness.processElement(new StreamRecord<>(event(0, 3, 25_000)));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(acceptedTimes(harness)).isEmpty();
      PartitionTally last = tallies(harness).get(0);
      assertThat(last.in).isEqualTo(3);
      assertThat(last.accepted).isEqualTo(2);
      assertThat(last.late).isEqualTo(1);
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

  private static OperatorSubtaskState snapshotAfter(int subtask, SourceRecord... records)
      throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, Event> harness = open(2, subtask, null)) {
      for (SourceRecord source : records) {
        harness.processElement(new StreamRecord<>(source));
      }
      return harness.snapshot(1, 1);
    }
  }

  private static OperatorSubtaskState repartitioned(
      OperatorSubtaskState state, int from, int to, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, 720, from, to, subtask);
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, Event> open(
      int parallelism, int subtask, OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<SourceRecord, Event> harness =
        new OneInputStreamOperatorTestHarness<>(
            new LatenessOperator(CLOCK, false, true), 720, parallelism, subtask);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static List<Long> acceptedTimes(
      OneInputStreamOperatorTestHarness<SourceRecord, Event> harness) {
    return harness.extractOutputValues().stream().map(e -> e.time - START).toList();
  }

  private static <T> List<T> rejected(
      OneInputStreamOperatorTestHarness<SourceRecord, Event> harness, Class<T> type) {
    return side(harness, LatenessOperator.REJECTED).stream()
        .map((OutputRecord r) -> WireFormat.decode(r.value, type))
        .toList();
  }

  private static List<PartitionTally> tallies(
      OneInputStreamOperatorTestHarness<SourceRecord, Event> harness) {
    return side(harness, LatenessOperator.TALLIES);
  }

  private static <T> List<T> side(
      OneInputStreamOperatorTestHarness<SourceRecord, Event> harness, OutputTag<T> tag) {
    Queue<StreamRecord<T>> queue = harness.getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  private static SourceRecord event(int partition, long offset, long time) {
    Event event = new Event();
    event.user = "u";
    event.time = START + time;
    byte[] bytes = Long.toString(time).getBytes(StandardCharsets.UTF_8);
    return SourceRecord.of(new Decoded(event, null), bytes).at("activity", partition, offset);
  }

  private static SourceRecord dead(int partition, long offset) {
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
