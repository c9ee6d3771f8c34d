package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.control.ControlRecord;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourseFunctionTest {

  private KeyedTwoInputStreamOperatorTestHarness<Integer, PointCount, ControlRecord, CourseNote>
      harness;

  private long sequence;

  @BeforeEach
  void open() throws Exception {
    harness = create("10 s");
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void command_holdsFromTheNextWindowEnd_andLeavesAheadOfIt() throws Exception {
    window(1000, 5);
    give(Commands.of("freeze"));
    assertThat(notes()).isEmpty();

    harness.processWatermark1(new Watermark(2000));

    assertThat(notes()).singleElement().satisfies(n -> assertThat(n.window).isEqualTo(2000));
    assertThat(harness.getOutput().toArray()[1]).isInstanceOf(StreamRecord.class);
    assertThat(harness.getOutput().toArray()[2]).isEqualTo(new Watermark(2000));
  }

  @Test
  void command_beforeTheFirstWindow_waitsForIt() throws Exception {
    give(Commands.of("unfreeze"));
    give(Commands.from("unfreeze", "1970-01-01T00:00:09Z"));
    count(7000, 3);
    count(5000, 3);

    harness.processWatermark1(new Watermark(8000));
    assertThat(notes()).extracting(note -> note.window).containsExactly(5000L);
    harness.processWatermark1(new Watermark(10_000));
    assertThat(notes()).extracting(note -> note.window).containsExactly(5000L, 10_000L);
  }

  @Test
  void command_beforeAnyWindow_isDecidedWhenTheInputEnds() throws Exception {
    give(Commands.of("freeze"));

    harness.processWatermark1(Watermark.MAX_WATERMARK);

    assertThat(notes())
        .singleElement()
        .satisfies(n -> assertThat(n.refusal).isEqualTo("no model has been learned yet"));
  }

  @Test
  void freeze_atTheFirstWindow_isRefused_afterItIsNot() throws Exception {
    give(Commands.of("freeze"));
    window(1000, 1);
    give(Commands.of("freeze"));
    window(2000, 1);

    assertThat(notes()).extracting(CourseNote::refused).containsExactly(true, false);
  }

  @Test
  void commandsOfOneWindow_comeInOrder_eachSeesTheOneBefore() throws Exception {
    window(1000, 1);
    give(Commands.of("freeze"));
    give(Commands.of("freeze"));
    give(Commands.of("unfreeze"));
    window(2000, 1);

    assertThat(notes()).extracting(note -> note.sequence).containsExactly(1L, 2L, 3L);
    assertThat(notes()).extracting(CourseNote::refused).containsExactly(false, true, false);
  }

  @Test
  void shards_hearOfFreezeAndHalfLife_onceEach_ofNothingElse() throws Exception {
    window(1000, 1);
    give(Commands.of("freeze"));
    give(Commands.k("3"));
    give(Commands.version("pin", 1L));
    give(Commands.halfLife("1 s"));
    give(Commands.halfLife("3 points"));
    window(2000, 1);

    assertThat(harness.getSideOutput(CourseFunction.TO_SHARDS))
        .extracting(note -> note.getValue().kind)
        .hasSize(2 * 16)
        .containsOnly("freeze", "set-half-life");
    assertThat(harness.getSideOutput(CourseFunction.TO_SHARDS))
        .extracting(note -> note.getValue().shard)
        .contains(0, 15);
  }

  @Test
  void position_isThatOfTheStreamThroughTheWindow() throws Exception {
    harness.close();
    harness = create("100 points");
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    window(1000, 5);
    give(Commands.halfLife("10 points"));
    count(2000, 2);
    count(2000, 3);
    count(3000, 100);

    harness.processWatermark1(new Watermark(9000));

    assertThat(notes()).singleElement().satisfies(n -> assertThat(n.position).isEqualTo(10));
  }

  @Test
  void repeatedCommand_holdsFromItsOwnWindow() throws Exception {
    ControlRecord repeated = record(Commands.of("freeze"));
    repeated.window = 4000;
    harness.processElement2(new StreamRecord<>(repeated));
    for (int number = 1; number <= 4; number++) {
      window(number * 1000L, 1);
    }

    assertThat(notes()).singleElement().satisfies(n -> assertThat(n.window).isEqualTo(4000));
  }

  @Test
  void textThatIsNoCommand_isRefusedAndSaysWhy() throws Exception {
    window(1000, 1);
    harness.processElement2(
        new StreamRecord<>(
            new ControlRecord("{oops".getBytes(), ControlRecord.FRESH, "", null, 1)));
    window(2000, 1);

    assertThat(notes())
        .singleElement()
        .satisfies(n -> assertThat(n.refusal).isEqualTo("this is not JSON"));
  }

  @Test
  void restore_goesOnWithWhatWaitsAndWithTheCourse() throws Exception {
    window(1000, 1);
    give(Commands.of("freeze"));
    window(2000, 1);
    give(Commands.of("unfreeze"));
    restore();
    window(3000, 1);

    assertThat(notes()).singleElement().satisfies(n -> assertThat(n.refused()).isFalse());
  }

  @Test
  void restore_commandAheadOfAnyWatermark_holdsFromTheNextWindow() throws Exception {
    window(1000, 1);
    window(5000, 1);
    restore();

    give(Commands.of("freeze"));
    window(6000, 1);

    assertThat(notes()).singleElement().satisfies(n -> assertThat(n.window).isEqualTo(6000));
  }

  @Test
  void repeatedCommand_whoseWindowHasClosed_holdsFromTheNext() throws Exception {
    window(1000, 1);
    window(5000, 1);
    restore();

    repeat(Commands.of("freeze"), 2000, 1);
    repeat(Commands.of("unfreeze"), 6000, 1);
    window(6000, 1);

    assertThat(notes()).extracting(n -> n.window).containsExactly(6000L, 6000L);
    assertThat(notes()).extracting(n -> n.sequence).containsExactly(1L, 2L);
  }

  @Test
  void command_ofAWindowThatTheInputDidNotLiveToSee_isRefused() throws Exception {
    window(1000, 1);
    give(Commands.from("freeze", "1970-01-01T00:00:09Z"));

    harness.processWatermark1(Watermark.MAX_WATERMARK);

    assertThat(notes())
        .singleElement()
        .satisfies(n -> assertThat(n.refusal).isEqualTo("the input ended before this window"));
  }

  @Test
  void frozen_tellsOfEveryWindowWithFeatures_untilUnfreeze() throws Exception {
    window(1000, 1);
    give(Commands.of("freeze"));
    window(2000, 1);
    harness.processWatermark1(new Watermark(3000));
    restore();
    window(4000, 1);
    give(Commands.of("unfreeze"));
    window(5000, 1);

    assertThat(harness.extractOutputValues().stream().filter(CourseNote::isUnlearnedWindow))
        .as("after the restore")
        .extracting(note -> note.window)
        .containsExactly(4000L);
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create("10 s");
    harness.initializeState(state);
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  private void repeat(ControlCommand command, long window, long place) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new ControlRecord(WireFormat.encode(command), window, command.command(), null, place)));
  }

  private void window(long end, long points) throws Exception {
    count(end, points);
    harness.processWatermark1(new Watermark(end));
  }

  private void count(long end, long points) throws Exception {
    PointCount count = new PointCount();
    count.windowEnd = end;
    count.points = points;
    harness.processElement1(new StreamRecord<>(count));
  }

  private void give(ControlCommand command) throws Exception {
    harness.processElement2(new StreamRecord<>(record(command)));
  }

  private ControlRecord record(ControlCommand command) {
    sequence++;
    return new ControlRecord(
        WireFormat.encode(command), ControlRecord.FRESH, command.command(), null, sequence);
  }

  private List<CourseNote> notes() {
    return harness.extractOutputValues().stream()
        .filter(note -> !note.isUnlearnedWindow())
        .toList();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Integer, PointCount, ControlRecord, CourseNote>
      create(String halfLife) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new CourseFunction(ShardFunctionTest.settings(halfLife), false)),
        count -> 0,
        command -> 0,
        Types.INT);
  }
}
