package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.scurry.job.config.Settings;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventLayout;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceGathererTest {
  private static final long HOUR = 3_600_000;
  private static final long START = 1_700_000_000_000L;
  private static final Settings SETTINGS = FeatureStageITCase.settings(Map.of());
  private static final EventLayout LAYOUT = EventLayout.of(SETTINGS);
  private static final FeatureProgram PROGRAM = new FeatureProgram(SETTINGS.features(), LAYOUT);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096})
  void slices_addUpToTheEvents_howeverFewAreGathered(int mostSlices) throws Exception {
    List<Sample> samples = Sample.random(13, 9, 900, START, 40 * HOUR);
    Map<String, SliceAccumulator> expected = new TreeMap<>();
    Map<String, SliceAccumulator> gathered = new TreeMap<>();
    try (Harness harness = new Harness(mostSlices)) {
      for (Sample sample : Sample.shuffled(samples, 13, HOUR)) {
        PROGRAM.add(sample.event(LAYOUT), expected.computeIfAbsent(key(sample), k -> anew()));
        harness.processElement(new StreamRecord<>(sample.event(LAYOUT), sample.time()));
      }
      harness.endInput();
      for (SliceEvents told : harness.extractOutputValues()) {
        gathered
            .computeIfAbsent(told.user + "@" + told.sliceEnd, k -> anew())
            .add(told.slice, PROGRAM.newTotals());
      }
    }

    assertThat(gathered.keySet()).isEqualTo(expected.keySet());
    gathered.forEach(
        (key, slice) -> assertThat(slice.encode()).isEqualTo(expected.get(key).encode()));
  }

  @Test
  void gathered_goesAheadOfTheWatermarkThatClosesIt() throws Exception {
    long end = SETTINGS.features().window().sliceEnd(START);
    try (Harness harness = new Harness(100)) {
      harness.processElement(element("a", START, 3));
      harness.processElement(element("b", START, 3));
      harness.processElement(element("a", START + 1, 3));
      harness.processElement(element("a", end, 3));
      harness.processElement(element("c", end, 3));
      harness.processWatermark(new Watermark(end - 1));
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(new Watermark(end));

      assertThat(harness.extractOutputValues())
          .extracting(s -> s.user + (s.sliceEnd - end))
          .containsExactlyInAnyOrder("a0", "b0");
      assertThat(harness.getOutput()).last().isEqualTo(new Watermark(end));
    }
  }

  @Test
  void allThatIsGathered_goesAheadOfBarriers() throws Exception {
    try (Harness harness = new Harness(100)) {
      harness.processElement(element("a", START, 3));
      harness.processElement(element("b", START, 3));

      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.extractOutputValues())
          .extracting(s -> s.user)
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void gathered_goesAheadOfIdleness() throws Exception {
    try (Harness harness = new Harness(100)) {
      harness.processElement(element("a", START, 3));
      harness.processWatermarkStatus(WatermarkStatus.IDLE);

      assertThat(harness.getOutput()).hasSize(2).last().isEqualTo(WatermarkStatus.IDLE);
    }
  }

  @Test
  void afterIdleness_nothingWaitsForLong_becauseTheOthersCloseWindows() throws Exception {
    try (Harness harness = new Harness(100)) {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      for (int round = 1; round <= 2; round++) {
        harness.processElement(element("a", START, 3));
        harness.processElement(element("a", START, 3));
        harness.setProcessingTime(1000 * round - 901);
        assertThat(harness.extractOutputValues()).hasSize(round - 1);

        harness.setProcessingTime(1000 * round);
        assertThat(harness.extractOutputValues()).hasSize(round);
      }
    }
  }

  @Test
  void behindTheTasksWatermark_nothingWaits_becauseItHoldsThatWindowBackNoMore() throws Exception {
    try (Harness harness = new Harness(100)) {
      harness.processWatermark(new Watermark(SETTINGS.features().window().sliceEnd(START)));
      harness.processElement(element("a", START, 3));

      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void aheadOfTheFirstWatermark_nothingWaits() throws Exception {
    try (OneInputStreamOperatorTestHarness<Event, SliceEvents> harness =
        new OneInputStreamOperatorTestHarness<>(new SliceGatherer(SETTINGS))) {
      harness.open();
      harness.processElement(element("a", START, 3));

      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void slicesOfOneUser_areBounded() throws Exception {
    try (Harness harness = new Harness(4096)) {
      for (int slice = 0; slice < 200; slice++) {
        harness.processElement(element("a", START + slice * HOUR, 3));
      }

      assertThat(harness.extractOutputValues()).hasSize(3 * 64);
    }
  }

  @Test
  void gathered_isBounded_alsoByTheBytesThatEventsCarry() throws Exception {
    try (Harness harness = new Harness(100)) {
      for (int i = 0; i < 5; i++) {
        harness.processElement(element("a", START, 1 << 20));
      }

      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void origins_areThoseOfEachEvent() throws Exception {
    Origins origins = new Origins();
    String surrogate = "\ud83d";
    origins.add(origin("activity", "view", 1, START, 7, "one"));
    origins.add(origin("activity", "view", 2, START - 5, 8, null));
    origins.add(origin("other", null, 1, START, 9, ""));
    origins.add(origin("other", surrogate, 1, START, 10, "x"));

    assertThat(Origins.read(origins.encode(), "u"))
        .extracting(e -> e.user, e -> e.topic, e -> e.type, e -> e.partition, e -> e.time)
        .containsExactly(
            tuple("u", "activity", "view", 1, START),
            tuple("u", "activity", "view", 2, START - 5),
            tuple("u", "other", null, 1, START),
            tuple("u", "other", surrogate, 1, START));
    assertThat(Origins.read(origins.encode(), "u"))
        .extracting(
            e -> e.offset,
            e -> e.length,
            e -> e.original == null ? null : new String(e.original, StandardCharsets.UTF_8))
        .containsExactly(
            tuple(7L, 3L, "one"), tuple(8L, 5L, null), tuple(9L, 0L, ""), tuple(10L, 1L, "x"));
  }

  @Test
  void whatIsGathered_knowsWhereEachEventCameFrom() throws Exception {
    try (Harness harness = new Harness(100)) {
      for (int i = 0; i < 3; i++) {
        StreamRecord<Event> element = element("a", START + i, 100 * i);
        element.getValue().topic = "topic-" + i % 2;
        element.getValue().type = i == 1 ? null : "type-" + i;
        element.getValue().partition = i;
        element.getValue().offset = 7 + i;
        harness.processElement(element);
      }
      harness.endInput();

      assertThat(Origins.read(harness.extractOutputValues().get(0).origins, "a"))
          .extracting(e -> e.topic, e -> e.type, e -> e.partition, e -> e.offset, e -> e.time)
          .containsExactly(
              tuple("topic-0", "type-0", 0, 7L, START),
              tuple("topic-1", null, 1, 8L, START + 1),
              tuple("topic-0", "type-2", 2, 9L, START + 2));
      assertThat(Origins.read(harness.extractOutputValues().get(0).origins, "a"))
          .extracting(e -> e.original.length)
          .containsExactly(0, 100, 200);
    }
  }

  @Test
  void wordsThatAreHeld_areBounded_alsoByTheirLength() throws Exception {
    try (Harness harness = new Harness(100)) {
      for (int i = 0; i < 10; i++) {
        StreamRecord<Event> element = element("a", START, 0);
        element.getValue().type = i + "x".repeat(1 << 20);
        harness.processElement(element);
      }

      assertThat(harness.extractOutputValues()).hasSize(5);
    }
  }

  @Test
  void wordsThatAreHeld_areBounded() throws Exception {
    try (Harness harness = new Harness(100)) {
      for (int i = 0; i < 10_000; i++) {
        StreamRecord<Event> element = element("a", START, 0);
        element.getValue().type = "type-" + i;
        harness.processElement(element);
      }

      assertThat(harness.extractOutputValues()).hasSize(2);
    }
  }

  private static Event origin(
      String topic, String type, int partition, long time, long offset, String original) {
    Event event = new Event();
    event.topic = topic;
    event.type = type;
    event.partition = partition;
    event.time = time;
    event.offset = offset;
    event.length = 5; // Of bytes that are kept from everybody.
    event.original = original == null ? null : original.getBytes(StandardCharsets.UTF_8);
    return event;
  }

  private static StreamRecord<Event> element(String user, long time, int bytes) {
    Event event = new Sample(user, "view", time, BigDecimal.ONE, "i").event(LAYOUT);
    event.original = new byte[bytes];
    return new StreamRecord<>(event, time);
  }

  private static SliceAccumulator anew() {
    return PROGRAM.newSlice();
  }

  private static String key(Sample sample) {
    return sample.user() + "@" + SETTINGS.features().window().sliceEnd(sample.time());
  }

  private static final class Harness extends OneInputStreamOperatorTestHarness<Event, SliceEvents> {
    Harness(int mostSlices) throws Exception {
      super(new SliceGatherer(SETTINGS, mostSlices));
      open();
      processWatermark(new Watermark(0)); // Only from its first one on a task holds windows back.
      getOutput().clear();
    }
  }
}
