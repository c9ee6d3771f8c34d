package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.features.UserFeatures;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LastOfDayTest {

  @Test
  void day_isThatOfTheWindowsLastMillisecond() {
    assertThat(Day.nameOf(time("2026-01-02T00:00:00Z"))).isEqualTo("2026-01-01");
    assertThat(Day.nameOf(time("2026-01-02T00:00:00.001Z"))).isEqualTo("2026-01-02");
    assertThat(Day.endOf(time("2026-01-02T00:00:00Z"))).isEqualTo(time("2026-01-02T00:00:00Z"));
    assertThat(Day.nameOf(time("1969-12-31T12:00:00Z"))).isEqualTo("1969-12-31");
  }

  @Test
  void onTimer_givesLastWindowOfTheDay() throws Exception {
    try (var harness = harness()) {
      harness.open();
      add(harness, "ann", "2026-01-01T05:00:00Z", 5);
      add(harness, "bob", "2026-01-01T06:00:00Z", 6);
      add(harness, "ann", "2026-01-01T23:00:00Z", 23);
      add(harness, "ann", "2026-01-02T00:00:00Z", 24);
      add(harness, "ann", "2026-01-02T01:00:00Z", 25);
      assertThat(rows(harness)).isEmpty();

      harness.processWatermark(new Watermark(time("2026-01-02T00:00:00Z")));
      assertThat(rows(harness))
          .containsExactlyInAnyOrder(
              "ann 2026-01-02T00:00:00Z 24.0", "bob 2026-01-01T06:00:00Z 6.0");

      harness.getOutput().clear();
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(harness)).containsExactly("ann 2026-01-02T01:00:00Z 25.0");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void processElement_dropsWhatComesAfterItsDay() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processWatermark(new Watermark(time("2026-01-02T00:00:00Z")));
      add(harness, "ann", "2026-01-01T05:00:00Z", 5);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(harness)).isEmpty();
    }
  }

  @Test
  void processElement_forgottenUser_isNotInTheDay_butWithWhatCameAfter() throws Exception {
    try (var harness = harness()) {
      harness.open();
      add(harness, "ann", "2026-01-01T05:00:00Z", 5);
      add(harness, "bob", "2026-01-01T05:00:00Z", 5);
      add(harness, "cat", "2026-01-01T05:00:00Z", 5);
      add(harness, "ann", "2026-01-02T01:00:00Z", 25);
      forget(harness, "ann", "2026-01-02T01:00:00Z");
      forget(harness, "bob", "2026-01-01T06:00:00Z");
      add(harness, "bob", "2026-01-01T07:00:00Z", 7);
      forget(harness, "cat", "2026-01-01T04:00:00Z");
      forget(harness, "dan", "2026-01-01T04:00:00Z");
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(rows(harness))
          .containsExactlyInAnyOrder(
              "ann 2026-01-01T05:00:00Z 5.0",
              "bob 2026-01-01T07:00:00Z 7.0",
              "cat 2026-01-01T05:00:00Z 5.0");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void forgottenUser_hasTheSameDays_whetherTheWatermarkLeaptOrNot() throws Exception {
    assertThat(daysOfAnn(true)).isEqualTo(daysOfAnn(false)).hasSize(1);
  }

  /** She is forgotten at the very end of the second of three days. */
  private static List<String> daysOfAnn(boolean leaps) throws Exception {
    try (var harness = harness()) {
      harness.open();
      add(harness, "ann", "2026-01-01T05:00:00Z", 5);
      if (!leaps) {
        harness.processWatermark(new Watermark(time("2026-01-02T23:00:00Z")));
      }
      add(harness, "ann", "2026-01-02T23:30:00Z", 25);
      forget(harness, "ann", "2026-01-03T00:00:00Z");
      harness.processWatermark(Watermark.MAX_WATERMARK);
      return rows(harness);
    }
  }

  @Test
  void snapshot_keepsOpenDays() throws Exception {
    OperatorSubtaskState state;
    try (var before = harness()) {
      before.open();
      add(before, "ann", "2026-01-01T05:00:00Z", 5);
      state = before.snapshot(1, 0);
    }
    try (var after = harness()) {
      after.initializeState(state);
      after.open();
      after.processWatermark(new Watermark(time("2026-01-02T00:00:00Z")));
      assertThat(rows(after)).containsExactly("ann 2026-01-01T05:00:00Z 5.0");
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, UserFeatures, UserFeatures>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new LastOfDay()), row -> row.user, Types.STRING);
  }

  private static void add(
      KeyedOneInputStreamOperatorTestHarness<String, UserFeatures, UserFeatures> harness,
      String user,
      String windowEnd,
      double value)
      throws Exception {
    harness.processElement(
        new UserFeatures(user, time(windowEnd), new double[] {value}, 1), time(windowEnd));
  }

  private static void forget(
      KeyedOneInputStreamOperatorTestHarness<String, UserFeatures, UserFeatures> harness,
      String user,
      String windowEnd)
      throws Exception {
    harness.processElement(UserFeatures.forgotten(user, time(windowEnd)), time(windowEnd));
  }

  private static List<String> rows(
      KeyedOneInputStreamOperatorTestHarness<String, UserFeatures, UserFeatures> harness) {
    return harness.extractOutputValues().stream()
        .map(row -> row.user + " " + Instant.ofEpochMilli(row.windowEnd) + " " + row.values[0])
        .toList();
  }

  private static long time(String text) {
    return Instant.parse(text).toEpochMilli();
  }
}
