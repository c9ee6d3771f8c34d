package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.PartitionTally;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LedgerOperatorTest {
  private static final long HOUR = 3_600_000;

  @Test
  void close_takesFromEachPartitionWhatItToldWhenItReachedTheWindow() throws Exception {
    try (Harness ledger = open(null)) {
      ledger.tell("a-0", 1, 10, 9, 1, 0);
      ledger.tell("a-0", 2, 20, 18, 1, 1);
      ledger.tell("a-0", 5, 30, 27, 2, 1);
      ledger.tell("a-1", 3, 100, 100, 0, 0);
      ledger.count(1, 60, 1, 2);
      ledger.count(2, 40, 2, 3);
      ledger.watermark(2);
      ledger.watermark(3);

      assertThat(ledger.tallies())
          .containsExactly(
              tally(1, 110, 109, Map.of("late", 1L), Map.of(), 60, 2),
              tally(2, 120, 118, Map.of("late", 1L), Map.of("undecodable", 1L), 100, 3),
              tally(3, 130, 127, Map.of("late", 2L), Map.of("undecodable", 1L), 100, 3));
    }
  }

  @Test
  void close_manyEmptyWindowsAtOnce_tellsOnlyOfThoseWithSomething() throws Exception {
    try (Harness ledger = open(null)) {
      ledger.tell("a-0", 1, 10, 10, 0, 0);
      ledger.tell("a-0", 100_000, 11, 11, 0, 0);
      ledger.watermark(100_000);

      assertThat(ledger.tallies())
          .extracting(Tally::windowEnd)
          .containsExactly("1970-01-01T01:00:00Z", "1981-05-29T16:00:00Z");
    }
  }

  @Test
  void close_partitionThatIdled_countsWithWhatItToldLast() throws Exception {
    try (Harness ledger = open(null)) {
      ledger.tell("a-0", 1, 10, 10, 0, 0);
      ledger.tell("a-1", 1, 5, 5, 0, 0);
      ledger.tell("a-1", 4, 8, 8, 0, 0);
      ledger.watermark(4);
      ledger.tell("a-0", 2, 12, 12, 0, 0);
      ledger.idle();
      ledger.watermark(4);
      ledger.tell("a-1", 6, 9, 9, 0, 0);
      ledger.watermark(6);

      assertThat(ledger.tallies())
          .containsExactly(
              tally(1, 15, 15, Map.of(), Map.of(), 0, 0),
              tally(4, 18, 18, Map.of(), Map.of(), 0, 0),
              tally(6, 21, 20, Map.of("idle", 1L), Map.of(), 0, 0));
    }
  }

  @Test
  void close_forgottenEvents_areToldApart_fromTheirWindowOn_alsoAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (Harness ledger = open(null)) {
      ledger.tell("a-0", 3, 10, 10, 0, 0);
      ledger.count(1, 6, 1);
      ledger.forgotten(2, 3);
      ledger.forgotten(3, 1);
      ledger.watermark(1);
      ledger.watermark(2);
      state = ledger.snapshot(1, 1);

      assertThat(ledger.tallies()).extracting(Tally::forgotten).containsExactly(0L, 3L);
    }
    try (Harness ledger = open(state)) {
      ledger.watermark(3);

      assertThat(ledger.tallies()).extracting(Tally::forgotten).containsExactly(4L);
      assertThat(ledger.tallies()).extracting(Tally::eventsInFeatures).containsExactly(6L);
    }
  }

  @Test
  void end_tellsOfEverything_andHandsItToTheAccumulator() throws Exception {
    try (Harness ledger = open(null)) {
      ledger.tell("a-0", 1, 10, 9, 1, 0);
      ledger.count(1, 8, 1);
      ledger.count(2, 1, 1);
      ledger.idle();
      ledger.tell("a-0", Long.MAX_VALUE / HOUR, 12, 10, 1, 1);
      ledger.end("a-0", 12, 10, 1, 1);
      ledger.watermark(Long.MAX_VALUE / HOUR + 1);

      Tally last = ledger.tallies().get(ledger.tallies().size() - 1);
      assertThat(last)
          .isEqualTo(
              new Tally(
                  null,
                  12,
                  9,
                  Map.of("late", 1L, "idle", 1L),
                  Map.of("undecodable", 1L),
                  9,
                  0,
                  1,
                  WireFormat.VERSION));
      assertThat(ledger.accumulator()).isEqualTo(new String(WireFormat.encode(last), UTF));
    }
  }

  @Test
  void end_ofTwoLastWordsAboutAPartition_theOneThatHasSeenMoreCounts() throws Exception {
    try (Harness ledger = open(null)) {
      ledger.end("a-0", 12, 12, 0, 0);
      ledger.end("a-0", 7, 7, 0, 0);
      ledger.watermark(Long.MAX_VALUE / HOUR + 1);

      assertThat(ledger.tallies()).extracting(Tally::in).containsExactly(12L);
    }
  }

  @Test
  void restore_goesOnWhereItWas() throws Exception {
    OperatorSubtaskState state;
    try (Harness ledger = open(null)) {
      ledger.tell("a-0", 1, 10, 9, 1, 0);
      ledger.tell("a-0", 3, 20, 18, 1, 1);
      ledger.count(1, 9, 1, 2);
      ledger.count(2, 5, 3);
      ledger.idle();
      ledger.watermark(1);
      state = ledger.snapshot(1, 1);
    }
    try (Harness ledger = open(state)) {
      ledger.tell("a-0", 1, 10, 9, 1, 0);
      ledger.count(3, 3, 1, 4);
      ledger.watermark(3);

      assertThat(ledger.tallies())
          .containsExactly(
              tally(2, 20, 17, Map.of("late", 1L, "idle", 1L), Map.of("undecodable", 1L), 14, 3),
              tally(3, 20, 17, Map.of("late", 1L, "idle", 1L), Map.of("undecodable", 1L), 17, 4));
    }
  }

  @Test
  void users_areExactFirst_thenAnEstimateThatDependsOnTheUsersAlone() {
    List<Long> users = new Random(5).longs(300_000).boxed().toList();
    Ledger inOrder = new Ledger();
    Ledger shuffled = new Ledger();
    inOrder.book(count(1, users.subList(0, 65_536)));
    assertThat(inOrder.close(HOUR).get(0).users()).isEqualTo(65_536);
    inOrder.book(count(2, users));
    List<Long> other = new java.util.ArrayList<>(users);
    Collections.shuffle(other, new Random(6));
    shuffled.book(count(1, other.subList(0, 123_456)));
    shuffled.close(HOUR);
    Ledger restored = Ledger.decode(shuffled.encode());
    restored.book(count(2, other.subList(100_000, 300_000)));

    long one = inOrder.close(2 * HOUR).get(0).users();
    long two = restored.close(2 * HOUR).get(0).users();

    assertThat(one).isEqualTo(two);
    assertThat((double) one).isCloseTo(300_000, within(3000.0));
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private static FeatureCount count(int hour, List<Long> users) {
    return FeatureCount.ofClosed(
        hour * HOUR, 0, users.stream().mapToLong(Long::longValue).toArray());
  }

  private static Tally tally(
      long hour,
      long in,
      long accepted,
      Map<String, Long> late,
      Map<String, Long> dead,
      long inFeatures,
      long users) {
    String end = java.time.Instant.ofEpochMilli(hour * HOUR).toString();
    return new Tally(end, in, accepted, late, dead, inFeatures, 0, users, WireFormat.VERSION);
  }

  private static Harness open(OperatorSubtaskState state) throws Exception {
    Harness harness = new Harness();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<PartitionTally, FeatureCount, OutputRecord> {

    Harness() throws Exception {
      super(new LedgerOperator("scurry"), 1, 1, 0);
    }

    void tell(String partition, long hour, long in, long accepted, long late, long dead)
        throws Exception {
      processElement1(new StreamRecord<>(tally(partition, hour * HOUR, in, accepted, late, dead)));
    }

    void end(String partition, long in, long accepted, long late, long dead) throws Exception {
      processElement1(
          new StreamRecord<>(tally(partition, Long.MAX_VALUE, in, accepted, late, dead)));
    }

    void count(long hour, long newEvents, long... users) throws Exception {
      processElement2(new StreamRecord<>(FeatureCount.ofClosed(hour * HOUR, newEvents, users)));
    }

    void forgotten(long hour, long events) throws Exception {
      processElement2(new StreamRecord<>(FeatureCount.ofForgotten(hour * HOUR, events)));
    }

    void idle() throws Exception {
      processElement2(new StreamRecord<>(FeatureCount.oneIdle()));
    }

    void watermark(long hour) throws Exception {
      Watermark mark =
          hour > Long.MAX_VALUE / HOUR ? Watermark.MAX_WATERMARK : new Watermark(hour * HOUR);
      processWatermark1(mark);
      processWatermark2(mark);
    }

    List<Tally> tallies() {
      return extractOutputValues().stream()
          .map(record -> WireFormat.decode(record.value, Tally.class))
          .toList();
    }

    String accumulator() {
      return (String)
          getEnvironment()
              .getAccumulatorRegistry()
              .getUserMap()
              .get(FeatureStage.TALLY_ACCUMULATOR)
              .getLocalValue();
    }

    private static PartitionTally tally(
        String partition, long reached, long in, long accepted, long late, long dead) {
      PartitionTally tally = new PartitionTally();
      tally.partition = partition;
      tally.reached = reached;
      tally.in = in;
      tally.accepted = accepted;
      tally.late = late;
      tally.deadReasons = dead == 0 ? new String[0] : new String[] {"undecodable"};
      tally.dead = LongStream.of(dead).filter(d -> d > 0).toArray();
      return tally;
    }
  }
}
