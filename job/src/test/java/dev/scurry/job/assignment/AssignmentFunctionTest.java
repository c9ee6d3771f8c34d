package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.Channel;
import dev.scurry.schema.SegmentChange;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignmentFunctionTest {

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private KeyedTwoInputStreamOperatorTestHarness<String, UserFeatures, ModelUpdate, OutputRecord>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = create();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void firstWindow_waitsForItsOwnModel() throws Exception {
    features("ann", 1000, 9);
    model(1000, 0, 10);
    assertThat(lines()).isEmpty();

    watermark(1000);

    assertThat(lines()).containsExactly("ann@1 -> 1 by v1", "ann@1 entered null -> 1 null v1");
  }

  @Test
  void laterWindow_isAssignedAtOnceByTheModelBefore() throws Exception {
    features("ann", 1000, 9);
    model(1000, 0, 10);
    watermark(1000);

    features("ann", 2000, 1);

    assertThat(lines()).contains("ann@2 -> 0 by v1", "ann@2 moved 1 -> 0 user_moved v1");
  }

  @Test
  void features_thatComeBeforeTheModel_getTheSameAsThoseThatComeAfter() throws Exception {
    features("ann", 1000, 9);
    features("bob", 1000, 1);
    model(1000, 0, 10);
    watermark(1000);
    features("early", 3000, 9);
    model(2000, 10, 0);
    watermark(2000);
    features("late", 3000, 9);

    assertThat(lines()).contains("early@3 -> 0 by v2", "late@3 -> 0 by v2");
  }

  @Test
  void model_ofTheWindowItself_isNotUsedOnceThereIsAnEarlierOne() throws Exception {
    features("ann", 1000, 9);
    model(1000, 0, 10);
    watermark(1000);
    model(2000, 10, 0);

    features("ann", 2000, 9);

    assertThat(lines()).contains("ann@2 -> 1 by v1");
  }

  @Test
  void severalWaitingWindows_areAssignedInOrder() throws Exception {
    features("ann", 3000, 1);
    features("ann", 1000, 9);
    features("ann", 2000, 9);
    model(1000, 0, 10);
    model(2000, 10, 0);
    model(3000, 0, 10);

    watermark(3000);

    assertThat(lines())
        .containsExactly(
            "ann@1 -> 1 by v1",
            "ann@1 entered null -> 1 null v1",
            "ann@2 -> 1 by v1",
            "ann@3 -> 1 by v2");
  }

  @Test
  void modelThatMoves_isTheCause() throws Exception {
    features("ann", 1000, 4);
    model(1000, 0, 10);
    watermark(1000);
    features("ann", 2000, 4);
    model(2000, 0, 6);
    watermark(2000);
    features("ann", 3000, 4.5);

    assertThat(lines()).contains("ann@3 moved 0 -> 1 model_moved v2");
  }

  @Test
  void silentUser_leavesAfterTwoWindows() throws Exception {
    enter("ann");
    watermark(2000);
    assertThat(lines()).hasSize(2);

    watermark(3000);

    assertThat(lines()).last().isEqualTo("ann@3 left 1 -> null null v1");
    watermark(9000);
    assertThat(lines()).hasSize(3);
  }

  @Test
  void userWhoLeft_leavesNothingInState() throws Exception {
    features("ann", 2000, 9);
    enter("ann");
    model(2000, 0, 10);
    assertThat(harness.numKeyedStateEntries()).isPositive();

    watermark(9000);

    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void userWhoIsActive_doesNotLeave() throws Exception {
    enter("ann");
    for (int window = 2; window < 12; window++) {
      features("ann", window * 1000L, 9);
      model(window * 1000L, 0, 10);
      watermark(window * 1000L);
    }
    assertThat(lines()).noneMatch(line -> line.contains("left"));
    watermark(13_000);
    assertThat(lines()).last().isEqualTo("ann@13 left 1 -> null null v10");
  }

  @Test
  void userWhoComesBackInTheLastWindow_doesNotLeave() throws Exception {
    enter("ann");
    watermark(2000);
    features("ann", 3000, 9);
    watermark(3000);
    assertThat(lines()).noneMatch(line -> line.contains("left"));
  }

  @Test
  void userWhoComesBackLater_leavesFirst_alsoWhenTheWatermarkPassesBothAtOnce() throws Exception {
    features("ann", 1000, 9);
    features("ann", 4000, 9);
    model(1000, 0, 10);
    model(4000, 0, 10);

    watermark(4000);

    assertThat(lines())
        .containsExactly(
            "ann@1 -> 1 by v1",
            "ann@1 entered null -> 1 null v1",
            "ann@3 left 1 -> null null v1",
            "ann@4 -> 1 by v1",
            "ann@4 entered null -> 1 null v1");
  }

  @Test
  void endOfInput_letsNobodyLeaveAfterTheLastWindow() throws Exception {
    features("ann", 1000, 9);
    features("bob", 3000, 9);
    features("cid", 2000, 9);
    model(1000, 0, 10);
    model(2000, 0, 10);
    model(3000, 0, 10);

    watermark(END_OF_INPUT);

    // Bob's window 3 shows that the stream lived to see ann leave; nothing shows it for cid.
    assertThat(lines().stream().filter(line -> line.contains("left")))
        .containsExactly("ann@3 left 1 -> null null v1");
  }

  @Test
  void processElement_refusesAClosedWindow() throws Exception {
    enter("ann");
    features("bob", 1000, 9);
    features("ann", 1000, 1);
    watermark(1500);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void restore_withWaitingWindowsAndModels_goesOnAlike() throws Exception {
    enter("ann");
    features("ann", 3000, 4);
    model(2000, 0, 6);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create();
    harness.initializeState(state);
    harness.open();
    assertThat(lines()).isEmpty();

    watermark(2000);
    watermark(5000);

    assertThat(lines()).containsExactly("ann@3 -> 1 by v2", "ann@5 left 1 -> null null v2");
  }

  @Test
  void restore_keepsClosedWindowsClosed() throws Exception {
    enter("ann");
    model(2000, 0, 10);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create();
    harness.initializeState(state);
    harness.open();

    features("bob", 1000, 9);
    watermark(2000);

    assertThat(lines()).isEmpty();
  }

  @Test
  void models_thatNoWindowNeeds_areForgotten() throws Exception {
    for (int window = 1; window <= 50; window++) {
      features("ann", window * 1000L, 9);
      model(window * 1000L, 0, 10);
      watermark(window * 1000L);
    }
    var state =
        harness
            .getOperator()
            .getOperatorStateBackend()
            .getBroadcastState(AssignmentFunction.MODELS);
    assertThat(state.entries()).hasSizeLessThanOrEqualTo(3);
  }

  private void enter(String user) throws Exception {
    features(user, 1000, 9);
    model(1000, 0, 10);
    watermark(1000);
  }

  private void features(String user, long windowEnd, double x) throws Exception {
    harness.processElement1(
        new StreamRecord<>(new UserFeatures(user, windowEnd, new double[] {x, 0}, 1)));
  }

  private void model(long windowEnd, double... centroids) throws Exception {
    harness.processElement2(new StreamRecord<>(TestModels.trainedThrough(windowEnd, centroids)));
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
    harness.processWatermark2(new Watermark(time));
  }

  private List<String> lines() {
    return harness.extractOutputValues().stream().map(AssignmentFunctionTest::line).toList();
  }

  private static String line(OutputRecord record) {
    if (record.channel.equals(Channel.ASSIGNMENTS.name())) {
      Assignment a = WireFormat.decode(record.value, Assignment.class);
      return at(a.userId(), a.windowEnd())
          + " -> "
          + a.closestCluster()
          + " by v"
          + a.modelVersion();
    }
    SegmentChange c = WireFormat.decode(record.value, SegmentChange.class);
    return at(c.userId(), c.windowEnd())
        + String.format(
            " %s %s -> %s %s v%d", c.change(), c.from(), c.to(), c.cause(), c.modelVersion());
  }

  private static String at(String user, String windowEnd) {
    return user + "@" + Instant.parse(windowEnd).getEpochSecond();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, UserFeatures, ModelUpdate, OutputRecord>
      create() throws Exception {
    AssignmentFunction function =
        new AssignmentFunction(
            TestSettings.of(
                Map.of(
                    "features.window.size", "1 s",
                    "features.window.slide", "1 s",
                    "assignment.left-after-windows", "2")));
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            function, List.of(AssignmentFunction.MODELS, AssignmentFunction.CLOSED)),
        features -> features.user,
        null,
        Types.STRING,
        Operators.MAX_PARALLELISM,
        1,
        0);
  }
}
