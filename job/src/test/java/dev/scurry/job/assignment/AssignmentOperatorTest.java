package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.Operators;
import dev.scurry.job.RestoredGauges;
import dev.scurry.job.TestSettings;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.Channel;
import dev.scurry.schema.SegmentChange;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentOperatorTest {

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private KeyedTwoInputStreamOperatorTestHarness<String, UserFeatures, ModelUpdate, OutputRecord>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = create(null);
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
    harness = create(null);
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
    harness = create(null);
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
        harness.getOperator().getOperatorStateBackend().getBroadcastState(ServingModels.MODELS);
    assertThat(state.entries()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void initialModel_assignsTheFirstWindowsWithoutWaiting() throws Exception {
    restart(WireFormat.encode(TestModels.wire(0, 10, 0)));
    watermark(0);
    features("ann", 1000, 9);
    assertThat(lines()).first().isEqualTo("ann@1 -> 0 by v0");

    model(1000, 0, 10);
    watermark(1000);
    features("ann", 2000, 9);
    assertThat(lines()).contains("ann@2 -> 1 by v1", "ann@2 moved 0 -> 1 model_moved v1");
  }

  @Test
  void pinnedModel_servesFromItsWindowOn_whileLaterOnesAreOnlyLearned() throws Exception {
    enter("ann");
    shadow(TestModels.trainedThrough(2000, 10, 0));
    serves(2000, TestModels.trainedThrough(1000, 0, 10));
    watermark(2000);
    shadow(TestModels.trainedThrough(3000, 10, 0));
    watermark(3000);
    features("bob", 4000, 9);
    assertThat(lines()).contains("bob@4 -> 1 by v1");

    serves(4000, TestModels.trainedThrough(3000, 10, 0));
    watermark(4000);
    features("bob", 5000, 9);
    assertThat(lines()).contains("bob@5 -> 0 by v3", "bob@5 moved 1 -> 0 model_moved v3");
  }

  @Test
  void pinnedModel_endOfInputLetsLeaveByWhatWasLearnedInItsShadow() throws Exception {
    enter("ann");
    shadow(TestModels.trainedThrough(3000, 10, 0));
    watermark(END_OF_INPUT);
    assertThat(lines()).last().isEqualTo("ann@3 left 1 -> null null v1");
  }

  @Test
  void frozenLearning_endOfInputLetsLeaveByTheWindowsThatWentByUnlearned() throws Exception {
    enter("ann");
    features("bob", 2000, 9);
    features("bob", 3000, 9);
    unlearned(2000);
    unlearned(3000);
    watermark(END_OF_INPUT);
    assertThat(lines().stream().filter(line -> line.contains("left")))
        .containsExactly("ann@3 left 1 -> null null v1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restore_gaugesShowUsersAndModelAtOnce(boolean rocksDb) throws Exception {
    harness.close();
    harness = create(null);
    harness.setStateBackend(backend(rocksDb));
    harness.open();
    features("bob", 1000, 9);
    features("cid", 1000, 9);
    features("dan", 1000, 9);
    enter("ann");
    forget("cid", 2000);
    model(2000, 0, 10);
    watermark(2000);
    features("ann", 3000, 1);
    model(3000, 0, 10);
    watermark(3000);
    features("bob", 4000, 9); // He had left at 3.
    features("eve", 9000, 9); // She waits.

    assertThat(restoredGauges(rocksDb))
        .containsEntry("usersWithState", 2L)
        .containsEntry("servingVersion", 3L)
        .containsEntry("modelsHeld", 3);
  }

  private Map<String, Object> restoredGauges(boolean rocksDb) throws Exception {
    return RestoredGauges.of(
        operator(null),
        features -> features.user,
        Types.STRING,
        backend(rocksDb),
        harness.snapshot(1, 1));
  }

  private static StateBackend backend(boolean rocksDb) {
    return rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  private void unlearned(long windowEnd) throws Exception {
    harness.processElement2(new StreamRecord<>(ModelUpdate.unlearned(windowEnd)));
  }

  @Test
  void forgottenUser_leavesAndGetsATombstone_andNothingOfHimIsKept() throws Exception {
    enter("ann");
    forget("ann", 2000);
    assertThat(lines().subList(2, 4))
        .containsExactly("ann@2 left 1 -> null forgotten v1", "ann gone");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();

    watermark(9000);
    assertThat(lines()).hasSize(4);
  }

  @Test
  void forgottenUser_whoComesBack_enters() throws Exception {
    enter("ann");
    features("ann", 3000, 1);
    forget("ann", 2000);
    watermark(2000);
    watermark(6000);
    assertThat(lines())
        .containsExactly(
            "ann@1 -> 1 by v1",
            "ann@1 entered null -> 1 null v1",
            "ann@2 left 1 -> null forgotten v1",
            "ann gone",
            "ann@3 -> 0 by v1",
            "ann@3 entered null -> 0 null v1",
            "ann@5 left 0 -> null null v1");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void forgottenUser_whoseWindowsWait_isForgottenInTurn() throws Exception {
    features("ann", 1000, 9);
    features("ann", 2000, 9);
    features("ann", 4000, 9);
    forget("ann", 3000);
    assertThat(lines()).isEmpty();
    model(1000, 0, 10);
    model(2000, 0, 10);
    model(4000, 0, 10);
    watermark(4000);
    assertThat(lines())
        .containsExactly(
            "ann@1 -> 1 by v1",
            "ann@1 entered null -> 1 null v1",
            "ann@2 -> 1 by v1",
            "ann@3 left 1 -> null forgotten v1",
            "ann gone",
            "ann@4 -> 1 by v2",
            "ann@4 entered null -> 1 null v2");
  }

  @Test
  void forgottenUser_whoHadLeftOrWasNeverThere_getsATombstoneAllTheSame() throws Exception {
    enter("ann");
    watermark(8000);
    forget("ann", 9000);
    forget("bob", 9000);
    assertThat(lines().subList(2, 5))
        .containsExactly("ann@3 left 1 -> null null v1", "ann gone", "bob gone");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void restore_featuresThatComeAheadOfAnyModel_areAssignedByTheRestoredOne() throws Exception {
    enter("ann");
    model(2000, 0, 10);
    watermark(2000);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create(null);
    harness.initializeState(state);
    harness.open();

    features("ann", 3000, 9);
    features("bob", 3000, 1);
    watermark(2000);

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "ann@3 -> 1 by v2", "bob@3 -> 0 by v2", "bob@3 entered null -> 0 null v2");
  }

  @Test
  void windowWithoutAnyModel_failsForGoodWithWords() throws Exception {
    features("ann", 1000, 9);
    assertThatThrownBy(() -> watermark(1000))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("SuppressRestartsException")
        .hasStackTraceContaining("ends at 1970-01-01T00:00:01Z has features");
  }

  private void restart(byte[] initial) throws Exception {
    harness.close();
    harness = create(initial);
    harness.open();
  }

  private void forget(String user, long windowEnd) throws Exception {
    harness.processElement1(new StreamRecord<>(UserFeatures.forgotten(user, windowEnd)));
  }

  private void shadow(ModelUpdate model) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new ModelUpdate(
                model.version, model.trainedThrough, model.json, model.servesFrom, true, false)));
  }

  private void serves(long from, ModelUpdate model) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new ModelUpdate(model.version, model.trainedThrough, model.json, from, false, true)));
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
    return harness.extractOutputValues().stream().map(AssignmentOperatorTest::line).toList();
  }

  private static String line(OutputRecord record) {
    if (record.isTombstone()) {
      assertThat(record.channel).isEqualTo(Channel.ASSIGNMENTS.name());
      return new String(record.key, StandardCharsets.UTF_8) + " gone";
    }
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
      create(byte[] initial) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        operator(initial),
        features -> features.user,
        null,
        Types.STRING,
        Operators.MAX_PARALLELISM,
        1,
        0);
  }

  private static AssignmentOperator operator(byte[] initial) {
    return new AssignmentOperator(
        TestSettings.of(
            Map.of(
                "features.window.size", "1 s",
                "features.window.slide", "1 s",
                "assignment.left-after-windows", "2")),
        initial);
  }
}
