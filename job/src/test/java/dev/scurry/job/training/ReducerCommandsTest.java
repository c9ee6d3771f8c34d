package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReducerCommandsTest {

  private CourseHarness<ShardSummary, ModelUpdate> harness;
  private long sequence;

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
  void noCommand_everyModelIsLearnedAndServesFromItsWindow() throws Exception {
    learn(1, 2);

    assertThat(updates())
        .containsExactly("1 learned serving from 1000", "2 learned serving from 2000");
  }

  @Test
  void rollback_servesTheOldModelWhileLearningGoesOnInItsShadow() throws Exception {
    learn(1, 3);
    give(4000, Commands.of("rollback"));
    learn(4, 6);

    assertThat(updates())
        .containsExactly(
            "1 learned serving from 1000",
            "2 learned serving from 2000",
            "3 learned serving from 3000",
            "4 learned",
            "2 serving from 4000",
            "5 learned",
            "6 learned");
    assertThat(harness.extractOutputValues().get(4).json)
        .isEqualTo(harness.extractOutputValues().get(1).json);
    assertThat(audit())
        .containsExactly("rollback accepted: version 2 serves until unpin at 1970-01-01T00:00:04Z");
  }

  @Test
  void unpin_inAWindowWithFeatures_itsOwnModelServes() throws Exception {
    learn(1, 2);
    give(3000, Commands.version("pin", 1L));
    learn(3, 3);
    give(4000, Commands.of("unpin"));
    learn(4, 4);

    assertThat(updates().subList(2, 5))
        .containsExactly("3 learned", "1 serving from 3000", "4 learned serving from 4000");
  }

  @Test
  void unpin_inAWindowWithoutFeatures_theNewestServesAgain() throws Exception {
    learn(1, 2);
    give(3000, Commands.version("pin", 1L));
    learn(3, 3);
    give(5000, Commands.of("unpin"));
    harness.processWatermark(5000);

    assertThat(updates().subList(4, 5)).containsExactly("3 serving from 5000");
  }

  @Test
  void pin_ofTheServingVersion_changesNothingUntilTheNextIsLearned() throws Exception {
    learn(1, 2);
    give(2500, Commands.version("pin", 2L));
    harness.processWatermark(2500);
    learn(3, 3);

    assertThat(updates().subList(2, 3)).containsExactly("3 learned");
  }

  @Test
  void pin_versionThatIsGone_isRefused() throws Exception {
    learn(1, 12);
    give(13_000, Commands.version("pin", 2L));
    give(13_000, Commands.version("pin", 3L));
    harness.processWatermark(13_000);

    assertThat(audit())
        .containsExactly(
            "pin refused: version 2 is not kept; there are [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]"
                + " at 1970-01-01T00:00:13Z",
            "pin accepted: version 3 serves until unpin at 1970-01-01T00:00:13Z");
  }

  @Test
  void pinnedVersion_isKeptHoweverOld() throws Exception {
    learn(1, 2);
    give(3000, Commands.version("pin", 1L));
    learn(3, 20);
    give(21_000, Commands.version("pin", 20L));
    give(21_000, Commands.version("pin", 1L));
    harness.processWatermark(21_000);

    assertThat(audit()).hasSize(3).allMatch(line -> line.contains("accepted"));
  }

  @Test
  void refusedNote_isAuditedWithItsText() throws Exception {
    CourseNote note = new CourseNote(1000, 1, "", "{oops".getBytes()).decided(0, "not JSON");
    harness.tell(note);
    harness.processWatermark(1000);

    AuditRecord record =
        WireFormat.decode(
            harness.getSideOutput(ReducerFunction.AUDIT).peek().getValue().value,
            AuditRecord.class);
    assertThat(record.text()).isEqualTo("{oops");
    assertThat(record.command()).isNull();
    assertThat(record.outcome()).isEqualTo("refused");
  }

  @Test
  void setHalfLife_whatHasPassedIsForgottenByTheOldOne() throws Exception {
    speak(0, 1000);
    speak(1, 1000);
    harness.processWatermark(1000);
    give(2000, Commands.halfLife("2 s"));
    speak(0, 4000);
    harness.processWatermark(4000);

    // The silent shard: one second by a half-life of 1 s, then two seconds by one of 2 s.
    assertThat(Arrays.stream(wire(1).weights()).sum()).isEqualTo(1 + 0.5 * 0.5);
  }

  @Test
  void restore_keepsVersionsPinAndWaitingCommands() throws Exception {
    learn(1, 3);
    give(4000, Commands.version("pin", 1L));
    learn(4, 4);
    give(6000, Commands.of("unpin"));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = create();
    harness.initializeState(state);
    harness.open();
    learn(5, 5);
    harness.processWatermark(6000);

    assertThat(updates()).containsExactly("5 learned", "5 serving from 6000");
  }

  @Test
  void earlierModel_isPinnedBeforeAnythingIsLearned() throws Exception {
    restart("1970-01-01T00:00:01Z");
    give(1000, Commands.version("pin", 41L));
    learn(1, 2);
    give(3000, Commands.of("unpin"));
    harness.processWatermark(3000);

    assertThat(updates())
        .containsExactly(
            "42 learned", "41 serving from 1000", "43 learned", "43 serving from 3000");
    assertThat(harness.extractOutputValues().get(1).json)
        .isEqualTo(WireFormat.encode(WarmStartTest.model("1970-01-01T00:00:01Z")));
  }

  @Test
  void earlierModel_pinnedWhileItServes_isTold_asTheSettingsMayNotNameItAgain() throws Exception {
    restart("1970-01-01T00:00:01Z");
    give(1000, Commands.version("pin", 41L));
    harness.processWatermark(1000);

    assertThat(updates()).containsExactly("41 serving from 1000");
  }

  @Test
  void earlierModel_ofNoWindows_isRolledBackTo_andKeptLikeTheOthers() throws Exception {
    restart(null);
    learn(1, 1);
    give(2000, Commands.of("rollback"));
    learn(2, 2);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create(); // The settings name it no more.
    harness.initializeState(state);
    harness.open();
    give(3000, Commands.of("unpin"));
    give(3000, Commands.version("pin", 41L));
    learn(3, 3);

    assertThat(updates()).containsExactly("44 learned");
    assertThat(audit().get(1))
        .isEqualTo("pin accepted: version 41 serves until unpin at 1970-01-01T00:00:03Z");
  }

  @Test
  void earlierModel_ofAJobThatHasPublished_isNoneOfItsVersions() throws Exception {
    learn(1, 1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create(WarmStartTest.model(null));
    harness.initializeState(state);
    harness.open();
    give(2000, Commands.version("pin", 41L));
    harness.processWatermark(2000);

    assertThat(audit())
        .containsExactly(
            "pin refused: version 41 is not kept; there are [1] at 1970-01-01T00:00:02Z");
  }

  @Test
  void windowThatIsNotLearned_isTold() throws Exception {
    harness.tell(CourseNote.unlearned(4000));

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(update -> assertThat(update.trainedThrough).isEqualTo(4000));
    assertThat(updates()).containsExactly("0");
  }

  private void restart(String earlierTrainedThrough) throws Exception {
    harness.close();
    harness = create(WarmStartTest.model(earlierTrainedThrough));
    harness.open();
  }

  private static CourseHarness<ShardSummary, ModelUpdate> create() throws Exception {
    return create(null);
  }

  private static CourseHarness<ShardSummary, ModelUpdate> create(ClusterModel earlier)
      throws Exception {
    Settings settings = ShardFunctionTest.settings("1 s");
    WarmStart warmStart = WarmStart.of(settings, Optional.ofNullable(earlier));
    return new CourseHarness<>(
        new ReducerOperator(new ReducerFunction(settings, warmStart)), summary -> 0, note -> 0);
  }

  private void learn(int first, int last) throws Exception {
    for (int number = first; number <= last; number++) {
      speak(0, number * 1000L);
      harness.processWatermark(number * 1000L);
    }
  }

  private void speak(int shard, long windowEnd) throws Exception {
    MicroClusters micro =
        MicroClusters.of(40, 2, new double[] {1}, new double[] {windowEnd, 0}, new double[2]);
    byte[] report = Reports.of(ShardFunctionTest.settings("1 s"), windowEnd, windowEnd, micro);
    harness.processElement(
        new StreamRecord<>(new ShardSummary(shard, windowEnd, windowEnd, report)));
  }

  private void give(long window, ControlCommand command) throws Exception {
    sequence++;
    harness.tell(Commands.note(window, sequence, command));
  }

  private List<String> updates() {
    return harness.extractOutputValues().stream()
        .map(
            update ->
                update.version
                    + (update.learned ? " learned" : "")
                    + (update.serving ? " serving from " + update.servesFrom : ""))
        .toList();
  }

  private List<String> audit() {
    return harness.getSideOutput(ReducerFunction.AUDIT).stream()
        .map(record -> WireFormat.decode(record.getValue().value, AuditRecord.class))
        .map(
            record ->
                record.command().command()
                    + " "
                    + record.outcome()
                    + ": "
                    + record.reason()
                    + " at "
                    + record.window())
        .toList();
  }

  private ClusterModel wire(int update) {
    return WireFormat.decode(harness.extractOutputValues().get(update).json, ClusterModel.class);
  }
}
