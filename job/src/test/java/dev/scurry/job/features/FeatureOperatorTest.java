package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventLayout;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.LateEvent;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureOperatorTest {
  private static final int MAX_PARALLELISM = 720;
  private static final long HOUR = 3_600_000;
  private static final long START = 1_700_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "1 h, 1 h",
    "3 h, 1 h",
    "24 h, 1 h",
    "1 h, 20 min",
    "8 h, 8 h",
    "24 h, 8 h",
    "90 s, 30 s",
    "30 d, 10 d"
  })
  void features_equalThoseOfAllEventsAtOnce(String size, String slide) throws Exception {
    Settings settings = settings(size, slide);
    long slideMs = settings.features().window().slideMs();
    for (long seed = 1; seed <= 3; seed++) {
      List<Sample> sorted = Sample.random(seed, 5, 600, START, 60 * slideMs);
      long bound = slideMs / 2;

      Map<String, NaiveFeatures.Row> rows;
      try (Harness harness = open(settings, 1, 0, null)) {
        feed(harness, Sample.shuffled(sorted, seed, bound), bound, slideMs);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        rows = rows(harness.extractOutputValues());
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
      }

      assertSame(rows, NaiveFeatures.of(sorted, settings.features().window()));
    }
  }

  @Test
  void features_areBitIdentical_inWhateverOrderTheEventsOfASliceCome() throws Exception {
    Settings settings = settings("4 h", "1 h");
    List<Sample> sorted = Sample.random(7, 3, 2000, START, 30 * HOUR);
    List<Map<String, NaiveFeatures.Row>> runs = new ArrayList<>();

    for (long seed = 1; seed <= 4; seed++) {
      try (Harness harness = open(settings, 1, 0, null)) {
        feed(harness, Sample.shuffled(sorted, seed, HOUR), HOUR, HOUR);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        runs.add(rows(harness.extractOutputValues()));
      }
    }

    for (Map<String, NaiveFeatures.Row> run : runs) {
      assertThat(run.keySet()).isEqualTo(runs.get(0).keySet());
      run.forEach((key, row) -> assertThat(row.values()).isEqualTo(runs.get(0).get(key).values()));
    }
  }

  @Test
  void features_areTheSame_onRocksDb() throws Exception {
    Settings settings = settings("6 h", "1 h");
    List<Sample> sorted = Sample.random(11, 5, 800, START, 60 * HOUR);

    try (Harness harness = new Harness(settings, 1, 0)) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
      harness.open();
      feed(harness, sorted, 0, HOUR);
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertSame(
          rows(harness.extractOutputValues()),
          NaiveFeatures.of(sorted, settings.features().window()));
    }
  }

  @Test
  void state_isBoundedByTheActiveUsersTimesTheirSlices() throws Exception {
    Settings settings = settings("6 h", "1 h");
    int slices = settings.features().window().slices();
    int items = 10; // others in every slice
    try (Harness harness = open(settings, 1, 0, null)) {
      for (int hour = 0; hour < 200; hour++) {
        int active = 5 + hour % 3;
        for (int user = 0; user < 50 * active; user++) {
          String name = "u" + (hour / 20) + "-" + user % active;
          String item = "i" + hour + "-" + user / active % items;
          harness.processElement(
              element(new Sample(name, "view", START + hour * HOUR, null, item)));
        }
        harness.processWatermark(START + hour * HOUR);

        int activeInWindow = 2 * 7; // a generation of users and the one before it
        assertThat(harness.numKeyedStateEntries())
            .as("slices, running total and next timer of whoever was active, hour %d", hour)
            .isLessThanOrEqualTo(activeInWindow * 3);
        long bytesOfSlice = 400 + items * 10L * 2; // Two features count the items.
        assertThat(stateBytes(harness, hour))
            .isLessThan(activeInWindow * (slices + 2L) * bytesOfSlice);
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void features_ofAWindow_goAheadOfItsWatermark() throws Exception {
    Settings settings = settings("2 h", "1 h");
    try (Harness harness = open(settings, 1, 0, null)) {
      long end = settings.features().window().sliceEnd(START);
      harness.processElement(element(sample("u", START)));
      harness.processWatermark(end - HOUR);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(end);

      assertThat(harness.extractOutputValues()).extracting(f -> f.windowEnd).containsExactly(end);
      List<Object> order = new ArrayList<>(harness.getOutput());
      assertThat(order.get(order.size() - 1)).isEqualTo(new Watermark(end));
    }
  }

  @Test
  void close_longSilence_jumpsToTheNextSlice() throws Exception {
    Settings settings = settings("3 h", "1 h");
    try (Harness harness = open(settings, 1, 0, null)) {
      long first = settings.features().window().sliceEnd(START);
      harness.processElement(element(sample("u", START + 1000 * HOUR)));
      harness.processElement(element(sample("u", START)));
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processWatermark(first + 10 * HOUR);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.extractOutputValues())
          .extracting(f -> (f.windowEnd - first) / HOUR)
          .containsExactly(0L, 1L, 2L, 1000L, 1001L, 1002L);
      assertThat(harness.extractOutputValues())
          .extracting(f -> f.newEvents)
          .containsExactly(1L, 0L, 0L, 1L, 0L, 0L);
    }
  }

  @Test
  void restore_atAnotherParallelism_goesOnWhereItWas() throws Exception {
    Settings settings = settings("5 h", "1 h");
    List<Sample> sorted = Sample.random(3, 20, 1500, START, 50 * HOUR);
    long cut = settings.features().window().sliceEnd(START + 25 * HOUR);
    List<Sample> before = sorted.stream().filter(s -> s.time() < cut + HOUR / 2).toList();
    List<Sample> after = sorted.subList(before.size(), sorted.size());
    List<UserFeatures> out = new ArrayList<>();

    OperatorSubtaskState state = runUpTo(settings, before, cut, 1, null, out).get(0);
    List<OperatorSubtaskState> three = runUpTo(settings, List.of(), cut, 3, state, out);
    OperatorSubtaskState again =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(new OperatorSubtaskState[0]));
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState own = repartitioned(again, 3, 2, subtask);
      try (Harness harness = open(settings, 2, subtask, own)) {
        for (Sample sample : after) {
          if (ownerOf(sample.user(), 2) == subtask) {
            harness.processElement(element(sample));
          }
        }
        harness.processWatermark(Watermark.MAX_WATERMARK);
        out.addAll(harness.extractOutputValues());
      }
    }

    assertSame(rows(out), NaiveFeatures.of(sorted, settings.features().window()));
  }

  @Test
  void processElement_closedSlice_isLateForIdleness_alsoAfterARestore() throws Exception {
    Settings settings = settings("2 h", "1 h");
    long end = settings.features().window().sliceEnd(START);
    OperatorSubtaskState state;
    try (Harness harness = open(settings, 1, 0, null)) {
      harness.processWatermark(end);
      harness.processElement(element(sample("u", end - 1)));
      harness.processElement(element(sample("u", end)));
      state = harness.snapshot(1, 1);

      LateEvent late = late(harness).get(0);
      assertThat(late.reason()).isEqualTo("idle");
      assertThat(late.userId()).isEqualTo("u");
      assertThat(late.original()).isEqualTo("dQ==");
      assertThat(harness.getSideOutput(FeatureOperator.COUNTS))
          .extracting(r -> r.getValue().idle)
          .containsExactly(1L);
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      try (Harness harness = open(settings, 2, subtask, repartitioned(state, 1, 2, subtask))) {
        String user = userOf(subtask);
        harness.processElement(element(sample(user, end - 1)));
        harness.processElement(element(sample(user, end)));

        assertThat(late(harness)).hasSize(1);
      }
    }
  }

  @Test
  void processElement_closedSliceOfSeveral_tellsEach_alsoWithoutItsBytes() throws Exception {
    Settings settings = settings("2 h", "1 h");
    long end = settings.features().window().sliceEnd(START);
    Origins origins = new Origins();
    for (long time = end - 3; time < end; time++) {
      Event event = element(sample("u", time)).getValue();
      event.original = null;
      event.length = 77;
      origins.add(event);
    }
    try (Harness harness = open(settings, 1, 0, null)) {
      harness.processWatermark(end);
      harness.processElement1(
          new StreamRecord<>(new SliceEvents("u", end, new byte[0], origins.encode())));

      assertThat(late(harness))
          .extracting(LateEvent::reason, LateEvent::length, LateEvent::original)
          .containsExactly(
              tuple("idle", 77L, null), tuple("idle", 77L, null), tuple("idle", 77L, null));
    }
  }

  @Test
  void onEventTime_tellsTheLedgerOfEachWindowInFewRecords() throws Exception {
    Settings settings = settings("2 h", "1 h");
    long end = settings.features().window().sliceEnd(START);
    try (Harness harness = open(settings, 1, 0, null)) {
      for (int user = 0; user < 5000; user++) {
        harness.processElement(element(sample("u" + user, START)));
        harness.processElement(element(sample("u" + user, START)));
      }
      harness.processElement(element(sample("u1", START + HOUR)));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      List<FeatureCount> counts =
          harness.getSideOutput(FeatureOperator.COUNTS).stream()
              .map(StreamRecord::getValue)
              .toList();
      assertThat(counts).extracting(c -> c.windowEnd - end).containsExactly(0L, 0L, HOUR, 2 * HOUR);
      assertThat(counts).extracting(c -> c.users.length).containsExactly(4096, 904, 1, 0);
      assertThat(counts).extracting(c -> c.newEvents).containsExactly(8192L, 1808L, 1L, 0L);
    }
  }

  @Test
  void forget_leavesNothingOfTheWindowsThroughIts_andNobodyElseAlone() throws Exception {
    Settings settings = settings("5 h", "1 h");
    List<Sample> sorted = Sample.random(3, 6, 1500, START, 50 * HOUR);
    long end = settings.features().window().sliceEnd(START + 25 * HOUR);
    List<Sample> lasting =
        sorted.stream().filter(s -> !s.user().equals("u1") || s.time() >= end).toList();
    try (Harness harness = open(settings, 1, 0, null)) {
      harness.forget(forget("u1", Instant.ofEpochMilli(end - 1).toString()));
      feed(harness, sorted, 0, HOUR);
      harness.processWatermark(Watermark.MAX_WATERMARK);

      List<UserFeatures> all = harness.extractOutputValues();
      assertThat(all.stream().filter(UserFeatures::isForgotten))
          .extracting(f -> f.user + "@" + f.windowEnd)
          .containsExactly("u1@" + end);
      List<UserFeatures> later =
          all.stream()
              .filter(f -> !f.isForgotten())
              .filter(f -> !f.user.equals("u1") || f.windowEnd >= end)
              .toList();
      assertSame(rows(later), NaiveFeatures.of(lasting, settings.features().window()));
      assertThat(eventsTold(harness)).isEqualTo(sorted.size());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void forget_asSoonAsPossible_isTheWindowAfterTheLastClosedOne() throws Exception {
    try (Harness harness = open(settings("3 h", "1 h"), 1, 0, null)) {
      long first = settings("3 h", "1 h").features().window().sliceEnd(START);
      harness.processElement(element(sample("u", START)));
      harness.processElement(element(sample("u", START + HOUR)));
      harness.processElement(element(sample("u", START + 2 * HOUR)));
      harness.processWatermark(first);
      harness.forget(forget("u", null));
      harness.processWatermark(first + HOUR);

      AuditRecord audit = harness.audits().get(0);
      assertThat(audit.outcome()).isEqualTo("accepted");
      assertThat(audit.window()).isEqualTo(Instant.ofEpochMilli(first + HOUR).toString());
      assertThat(audit.reason()).isEqualTo("what the features held is gone");
      assertThat(audit.command().who()).isEqualTo("dpo");
      assertThat(audit.leftToRetention()).contains("topic activity", "topic late");
      assertThat(audit.sequence()).isEqualTo(1);

      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues())
          .extracting(f -> (f.windowEnd - first) / HOUR + (f.isForgotten() ? " gone" : ""))
          .containsExactly("0", "1 gone", "2", "3", "4");
      assertThat(forgottenTold(harness)).isEqualTo(1);
    }
  }

  @Test
  void forget_userThatIsNotThere_isToldAllTheSame() throws Exception {
    try (Harness harness = open(settings("3 h", "1 h"), 1, 0, null)) {
      harness.processWatermark(10 * HOUR);
      harness.forget(forget("u", null));
      assertThat(harness.audits()).isEmpty();
      harness.processWatermark(11 * HOUR);

      assertThat(harness.audits())
          .extracting(AuditRecord::window, AuditRecord::reason)
          .containsExactly(tuple("1970-01-01T11:00:00Z", "the features held nothing"));
      assertThat(harness.extractOutputValues())
          .extracting(f -> f.windowEnd)
          .containsExactly(11 * HOUR);
      assertThat(harness.getSideOutput(FeatureOperator.COUNTS)).isNull();
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void forget_beforeAnyWindowHasClosed_isTheUsersFirst_butOfAFileTheOneBeforeAll()
      throws Exception {
    Settings settings = settings("3 h", "1 h");
    long first = settings.features().window().sliceEnd(START);
    try (Harness live = open(settings, 1, 0, null);
        Harness file = open(settings, 1, 0, null)) {
      live.processWatermark2(Watermark.MAX_WATERMARK);
      for (Harness harness : List.of(live, file)) {
        harness.processElement(element(sample("u", START)));
        harness.forget(forget("u", null));
        harness.processWatermark(Watermark.MAX_WATERMARK);
      }

      assertThat(live.audits().get(0).window()).isEqualTo(Instant.ofEpochMilli(first).toString());
      assertThat(live.extractOutputValues()).extracting(f -> f.isForgotten()).containsExactly(true);
      assertThat(file.audits().get(0).window()).isEqualTo("1970-01-01T01:00:00Z");
      assertThat(file.extractOutputValues()).hasSize(4);
    }
  }

  @Test
  void forget_repeatedFromAnAudit_holdsFromTheRecordedWindow_inTheOrderOfTheCommands()
      throws Exception {
    try (Harness harness = open(settings("3 h", "1 h"), 1, 0, null)) {
      harness.forget(recorded("u", 12 * HOUR, 8));
      harness.forget(recorded("u", 12 * HOUR, 7));
      harness.forget(recorded("u", 14 * HOUR, 9));
      harness.processWatermark(13 * HOUR);
      assertThat(harness.audits()).extracting(AuditRecord::sequence).containsExactly(7L, 8L);
      harness.processWatermark(14 * HOUR);

      assertThat(harness.audits())
          .extracting(AuditRecord::window)
          .containsExactly("1970-01-01T12:00:00Z", "1970-01-01T12:00:00Z", "1970-01-01T14:00:00Z");
    }
  }

  @Test
  void forget_waitingOverARestore_isNotForgotten() throws Exception {
    Settings settings = settings("3 h", "1 h");
    OperatorSubtaskState state;
    try (Harness harness = open(settings, 1, 0, null)) {
      harness.processWatermark(10 * HOUR);
      harness.forget(forget("u0", "1970-01-01T11:30:00Z"));
      harness.forget(forget("u1", "1970-01-01T11:30:00Z"));
      harness.forget(forget("u2", "1970-01-01T11:30:00Z"));
      state = harness.snapshot(1, 1);
    }
    List<AuditRecord> told = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (Harness harness = open(settings, 2, subtask, repartitioned(state, 1, 2, subtask))) {
        harness.processWatermark(11 * HOUR);
        assertThat(harness.audits()).isEmpty();
        harness.processWatermark(12 * HOUR);
        told.addAll(harness.audits());
      }
    }

    assertThat(told)
        .extracting(audit -> audit.command().userId())
        .containsExactlyInAnyOrder("u0", "u1", "u2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "2026-13-01T00:00:00Z", "+99999-01-01T00:00:00Z", "-0100-01-01T00:00:00Z"})
  void forget_atNoTime_isRefused(String effectiveFrom) throws Exception {
    try (Harness harness = open(settings("3 h", "1 h"), 1, 0, null)) {
      harness.processWatermark(10 * HOUR);
      harness.forget(forget("u", effectiveFrom));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.audits())
          .extracting(AuditRecord::outcome, AuditRecord::window)
          .containsExactly(tuple("refused", "1970-01-01T11:00:00Z"));
      assertThat(harness.audits().get(0).reason()).contains("effective_from", effectiveFrom);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void forget_ofWhatIsNoUserId_isRefused() throws Exception {
    try (Harness harness = open(settings("3 h", "1 h"), 1, 0, null)) {
      harness.processWatermark(10 * HOUR);
      harness.forget(forget("x".repeat(1025), null));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.audits()).extracting(AuditRecord::outcome).containsExactly("refused");
      assertThat(harness.audits().get(0).reason())
          .isEqualTo("user_id has 1025 characters; at most 1024 are taken");
    }
  }

  @Test
  void forget_idWhereUsersHavePseudonyms_isRefusedAndNotRepeated() throws Exception {
    Map<String, String> values = new HashMap<>();
    values.put("features.definitions", NaiveFeatures.DEFINITIONS);
    values.put("privacy.pseudonymise", "true");
    values.put("privacy.key", "0123456789abcdef0123456789abcdef");
    Settings settings = SettingsLoader.load(null, Map.of(), values);
    String pseudonym = Pseudonyms.of(settings).of("alice");
    try (Harness harness = open(settings, 1, 0, null)) {
      harness.processWatermark(10 * HOUR);
      harness.forget(forget("alice", null));
      harness.forget(forget(pseudonym, null));
      harness.processWatermark(11 * HOUR);

      assertThat(harness.audits())
          .extracting(AuditRecord::outcome, audit -> audit.command().userId())
          .containsExactly(tuple("refused", "(not shown)"), tuple("accepted", pseudonym));
      assertThat(harness.audits().get(0).reason()).contains("no pseudonym");
    }
  }

  @Test
  void watermark_waitsForTheCommands_andAnIdleInputClosesNothing() throws Exception {
    try (Harness harness = open(settings("3 h", "1 h"), 1, 0, null)) {
      harness.processElement(element(sample("u", 1)));
      harness.processWatermark1(new Watermark(HOUR));
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues()).hasSize(1);
      harness.processWatermarkStatus1(WatermarkStatus.IDLE);

      assertThat(harness.extractOutputValues()).hasSize(1);
      assertThat(harness.getOutput()).last().isEqualTo(new Watermark(HOUR));
    }
  }

  @Test
  void initializeState_ofOtherFeatures_isRefusedWithTheDifference() throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = open(settings("2 h", "1 h"), 1, 0, null)) {
      harness.processElement(element(sample("u", START)));
      state = harness.snapshot(1, 1);
    }

    assertThatThrownBy(() -> open(settings("3 h", "1 h"), 1, 0, state))
        .rootCause()
        .hasMessageContaining("- window 7200000 ms / 3600000")
        .hasMessageContaining("+ window 10800000 ms / 3600000");
  }

  private static long stateBytes(Harness harness, long checkpoint) throws Exception {
    return harness.snapshot(checkpoint, checkpoint).getManagedKeyedState().stream()
        .mapToLong(StateObject::getStateSize)
        .sum();
  }

  private static void assertSame(
      Map<String, NaiveFeatures.Row> rows, Map<String, NaiveFeatures.Row> expected) {
    assertThat(rows.keySet()).isEqualTo(expected.keySet());
    rows.forEach(
        (key, row) -> {
          NaiveFeatures.Row naive = expected.get(key);
          assertThat(row.newEvents()).as(key).isEqualTo(naive.newEvents());
          assertThat(row.values()).hasSameSizeAs(naive.values());
          for (int i = 0; i < row.values().length; i++) {
            assertThat(row.values()[i])
                .as("%s, column %d", key, i)
                .isCloseTo(naive.values()[i], within(1e-9 * (1 + Math.abs(naive.values()[i]))));
          }
        });
  }

  private static void feed(Harness harness, List<Sample> samples, long bound, long slide)
      throws Exception {
    long max = Long.MIN_VALUE;
    long told = Long.MIN_VALUE;
    for (Sample sample : samples) {
      harness.processElement(element(sample));
      max = Math.max(max, sample.time());
      long reached = Math.floorDiv(max - bound, slide) * slide;
      if (reached > told) {
        told = reached;
        harness.processWatermark(reached);
      }
    }
    assertThat(late(harness)).isEmpty();
  }

  private static List<OperatorSubtaskState> runUpTo(
      Settings settings,
      List<Sample> samples,
      long watermark,
      int parallelism,
      OperatorSubtaskState from,
      List<UserFeatures> out)
      throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      OperatorSubtaskState own = from == null ? null : repartitioned(from, 1, parallelism, subtask);
      try (Harness harness = open(settings, parallelism, subtask, own)) {
        for (Sample sample : samples) {
          harness.processElement(element(sample));
        }
        harness.processWatermark(watermark);
        out.addAll(harness.extractOutputValues());
        states.add(harness.snapshot(1, 1));
      }
    }
    return states;
  }

  private static Map<String, NaiveFeatures.Row> rows(List<UserFeatures> features) {
    Map<String, NaiveFeatures.Row> rows = new TreeMap<>();
    Map<String, Long> ends = new HashMap<>();
    for (UserFeatures f : features) {
      assertThat(ends.merge(f.user, f.windowEnd, Math::max)).isEqualTo(f.windowEnd);
      NaiveFeatures.Row row = new NaiveFeatures.Row(f.values, f.newEvents);
      assertThat(rows.put(f.user + "@" + f.windowEnd, row)).isNull();
    }
    return rows;
  }

  /** Events that the ledger is told of: in features, or forgotten before any window had them. */
  private static long eventsTold(Harness harness) {
    return forgottenTold(harness)
        + harness.getSideOutput(FeatureOperator.COUNTS).stream()
            .mapToLong(r -> r.getValue().newEvents)
            .sum();
  }

  private static long forgottenTold(Harness harness) {
    return harness.getSideOutput(FeatureOperator.COUNTS).stream()
        .mapToLong(r -> r.getValue().forgotten)
        .sum();
  }

  private static ControlRecord forget(String user, String effectiveFrom) {
    return record(user, effectiveFrom, ControlRecord.FRESH, 1);
  }

  private static ControlRecord recorded(String user, long window, long sequence) {
    return record(user, null, window, sequence);
  }

  private static ControlRecord record(
      String user, String effectiveFrom, long window, long sequence) {
    ControlCommand command =
        new ControlCommand(
            null, "forget", null, null, null, user, "dpo", "asked for", effectiveFrom, null);
    return new ControlRecord(WireFormat.encode(command), window, "forget", user, sequence);
  }

  private static List<LateEvent> late(Harness harness) {
    return harness.getSideOutput(FeatureOperator.LATE) == null
        ? List.of()
        : harness.getSideOutput(FeatureOperator.LATE).stream()
            .map(r -> WireFormat.decode(r.getValue().value, LateEvent.class))
            .toList();
  }

  private static Settings settings(String size, String slide) {
    return SettingsLoader.load(
        null,
        Map.of(),
        Map.of(
            "features.window.size",
            size,
            "features.window.slide",
            slide,
            "features.definitions",
            NaiveFeatures.DEFINITIONS));
  }

  private static StreamRecord<Event> element(Sample sample) {
    EventLayout layout = EventLayout.of(settings("1 h", "1 h"));
    return new StreamRecord<>(sample.event(layout), sample.time());
  }

  private static Sample sample(String user, long time) {
    return new Sample(user, "view", time, null, null);
  }

  private static String userOf(int subtask) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "u" + i)
        .filter(user -> ownerOf(user, 2) == subtask)
        .findFirst()
        .orElseThrow();
  }

  private static int ownerOf(String user, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(user, MAX_PARALLELISM, parallelism);
  }

  private static OperatorSubtaskState repartitioned(
      OperatorSubtaskState state, int from, int to, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, MAX_PARALLELISM, from, to, subtask);
  }

  private static Harness open(
      Settings settings, int parallelism, int subtask, OperatorSubtaskState state)
      throws Exception {
    Harness harness = new Harness(settings, parallelism, subtask);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static final class Harness
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, SliceEvents, ControlRecord, UserFeatures> {

    private final Settings settings;

    Harness(Settings settings, int parallelism, int subtask) throws Exception {
      super(
          new FeatureOperator(settings),
          slice -> slice.user,
          command -> command.user,
          Types.STRING,
          MAX_PARALLELISM,
          parallelism,
          subtask);
      this.settings = settings;
    }

    /** By itself, as a slice of one event. */
    void processElement(StreamRecord<Event> element) throws Exception {
      processElement1(new StreamRecord<>(Sample.alone(element.getValue(), settings)));
    }

    void forget(ControlRecord command) throws Exception {
      processElement2(new StreamRecord<>(command));
    }

    List<AuditRecord> audits() {
      return getSideOutput(FeatureOperator.AUDITS) == null
          ? List.of()
          : getSideOutput(FeatureOperator.AUDITS).stream()
              .map(r -> WireFormat.decode(r.getValue().value, AuditRecord.class))
              .toList();
    }

    void processWatermark(long time) throws Exception {
      processWatermark(new Watermark(time));
    }

    void processWatermark(Watermark mark) throws Exception {
      processWatermark2(Watermark.MAX_WATERMARK);
      processWatermark1(mark);
    }
  }
}
