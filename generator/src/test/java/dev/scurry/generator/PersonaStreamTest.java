package dev.scurry.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.generator.ActivityRecord.Kind;
import dev.scurry.schema.ActivityEvent;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonaStreamTest {

  private static final long DAY = 86_400_000;

  @TempDir Path folder;

  @Test
  void next_givesTheSameBytesForTheSameSeed() {
    assertThat(digest(config(20_000, 7))).isEqualTo(digest(config(20_000, 7)));
    assertThat(digest(config(20_000, 7))).isNotEqualTo(digest(config(20_000, 8)));
  }

  @Test
  void next_givesTheBytesOfEveryMachine() {
    assertThat(digest(config(20_000, 7)))
        .isEqualTo("7d90f7501a9550b2860b8f8854305491070e3c3be5755b79e0fd3977cd7737aa");
  }

  @ParameterizedTest
  @CsvSource({
    "1, .01, .005, .005",
    "2, .2, .2, .1",
    "7, .1, .2, .2",
    "99, .1, .2, .2",
    "1000, .01, .005, .005",
    "1001, 0, .25, .25",
    "12345, .3, .1, .1",
    "50000, .01, .005, .005"
  })
  void next_givesExactlyTheRecordsAskedFor(
      long events, double late, double duplicate, double malformed) {
    PersonaStream stream =
        PersonaStream.of(
            GeneratorConfig.builder()
                .events(events)
                .lateShare(late)
                .duplicateShare(duplicate)
                .malformedShare(malformed)
                .build());
    long count = drain(stream).size();

    GeneratorReport report = stream.report();
    assertThat(count).isEqualTo(events).isEqualTo(report.records());
    assertThat(report.duplicates()).isEqualTo(Math.round(events * duplicate));
    assertThat(report.malformed()).isEqualTo(Math.round(events * malformed));
    assertThat(report.late()).isLessThanOrEqualTo(Math.round(events * late));
    assertThat(report.normal() + report.late() + report.duplicates() + report.malformed())
        .isEqualTo(events);
    assertThat(report.eventsByPersona().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(events - report.malformed());
    if (events >= 1000) {
      assertThat(report.late()).isCloseTo(Math.round(events * late), within(events / 1000));
    }
  }

  @Test
  void next_refusesMoreThanTheRecordsAskedFor() {
    PersonaStream stream = PersonaStream.of(config(3, 1));
    drain(stream);

    assertThat(stream.hasNext()).isFalse();
    assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {DAY, 6 * 3_600_000L, 3_600_000L, 60_000L})
  void next_isLateByTheJobsRuleExactlyWhereItSaysSo(long slide) {
    LatenessRule rule = new LatenessRule(slide, 4);
    for (ActivityRecord record : records(config(40_000, 7))) {
      if (record.kind() != Kind.MALFORMED) {
        long time = StrictReader.eventTime(record);

        assertThat(rule.isLate(record.partition(), time))
            .as(new String(record.value(), UTF_8))
            .isEqualTo(record.kind() == Kind.LATE);
      }
    }
  }

  @Test
  void next_datesNothingBeforeStartOrAfterEnd() {
    GeneratorConfig config = config(20_000, 3);
    long start = config.start().toEpochMilli();
    for (ActivityRecord record : records(config)) {
      if (record.kind() != Kind.MALFORMED) {
        assertThat(StrictReader.eventTime(record))
            .isBetween(start, start + config.days() * DAY - 1)
            .isLessThanOrEqualTo(record.timestamp());
      }
    }
  }

  @Test
  void next_isInOrderOfTheClockAndSoonAfterTheAct() {
    long before = Long.MIN_VALUE;
    for (ActivityRecord record : records(config(20_000, 3))) {
      assertThat(record.timestamp()).isGreaterThanOrEqualTo(before);
      before = record.timestamp();
      if (record.kind() == Kind.NORMAL) {
        assertThat(record.timestamp() - StrictReader.eventTime(record)).isBetween(0L, 30_000L);
      }
    }
  }

  @Test
  void next_makesEveryKindOfMalformedRecordAndNoneIsAnEvent() {
    PersonaStream stream = PersonaStream.of(config(20_000, 3));
    for (ActivityRecord record : drain(stream)) {
      assertThat(StrictReader.eventTime(record) == null)
          .as(new String(record.value(), UTF_8))
          .isEqualTo(record.kind() == Kind.MALFORMED);
    }

    assertThat(stream.report().malformedByKind()).containsOnlyKeys(MalformedKind.values());
  }

  @Test
  void next_repeatsOnlyWhatWasSentBeforeAndElseEveryIdOnce() {
    Set<String> seen = new HashSet<>();
    for (ActivityRecord record : records(config(20_000, 3))) {
      if (record.kind() != Kind.MALFORMED) {
        boolean isNew = seen.add(new String(record.value(), UTF_8));

        assertThat(isNew).isEqualTo(record.kind() != Kind.DUPLICATE);
      }
    }
  }

  @Test
  void next_keepsEachUserInOnePartition() {
    Map<String, Integer> partitions = new HashMap<>();
    for (ActivityRecord record : records(config(20_000, 3))) {
      assertThat(partitions.merge(record.key(), record.partition(), (a, b) -> a.equals(b) ? a : -1))
          .isBetween(0, 3);
    }
    assertThat(new HashSet<>(partitions.values())).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void next_letsOneDieOneBeBornAndOneMove() {
    PersonaStream stream = PersonaStream.of(config(40_000, 5));
    Map<String, String> personas = stream.personas();
    List<ActivityEvent> events = normalEvents(stream);
    ToDoubleFunction<String> lastDay = p -> daysOf(events, personas, p).max().orElseThrow();
    ToDoubleFunction<String> firstDay = p -> daysOf(events, personas, p).min().orElseThrow();

    assertThat(lastDay.applyAsDouble("newcomer")).isEqualTo(5);
    assertThat(firstDay.applyAsDouble("debater")).isEqualTo(6);
    assertThat(lastDay.applyAsDouble("lurker")).isEqualTo(13);
    long early = daysOf(events, personas, "night-owl").filter(d -> d < 3).count();
    long late = daysOf(events, personas, "night-owl").filter(d -> d > 10).count();
    assertThat(late / (double) early).isBetween(1.2, 1.5);
  }

  @Test
  void next_isUnboundedWithoutNumberOfEvents() {
    GeneratorConfig config =
        GeneratorConfig.builder()
            .users(50)
            .days(3)
            .start(Instant.parse("2026-05-05T17:43:21Z"))
            .build();
    PersonaStream stream = PersonaStream.of(config);
    LatenessRule rule = new LatenessRule(DAY, 4);
    for (int i = 0; i < 20_000; i++) {
      ActivityRecord record = stream.next();
      if (record.kind() != Kind.MALFORMED) {
        assertThat(rule.isLate(record.partition(), StrictReader.eventTime(record)))
            .isEqualTo(record.kind() == Kind.LATE);
      }
    }

    assertThat(stream.hasNext()).isTrue();
    assertThat(stream.report().duplicates()).isCloseTo(100, within(2L));
    assertThat(stream.report().malformed()).isCloseTo(100, within(2L));
    assertThat(stream.report().late()).isBetween(180L, 201L);
  }

  @Test
  void writePersonas_listsEveryUser() throws IOException {
    PersonaStream stream = PersonaStream.of(config(20_000, 3));
    Path file = folder.resolve("personas.csv");
    stream.writePersonas(file);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("user,persona");
    assertThat(lines).hasSize(1 + stream.report().users());
    Set<String> users = new HashSet<>();
    drain(stream).forEach(r -> users.add(r.key()));
    assertThat(stream.personas().keySet()).containsAll(users);
    assertThat(stream.report().usersByPersona().values().stream().mapToInt(n -> n).sum())
        .isEqualTo(stream.report().users());
  }

  @Test
  void build_saysEveryProblem() {
    GeneratorConfig.Builder wrong =
        GeneratorConfig.builder().events(0).days(0).users(-1).lateShare(2).lateBy(Duration.ZERO);

    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("events must be at least 1")
        .hasMessageContaining("days must be from 1")
        .hasMessageContaining("users must be at least 1")
        .hasMessageContaining("late-share must be from 0 to 0.5, not 2.0")
        .hasMessageContaining("late-by must be > 0");
  }

  @Test
  void build_refusesLateEventsInTooShortARun() {
    assertThatThrownBy(GeneratorConfig.builder().events(10).days(1)::build)
        .hasMessage("late events need a run of more days than late-by; days is 1");
  }

  private static LongStream daysOf(
      List<ActivityEvent> events, Map<String, String> personas, String persona) {
    long start = GeneratorConfig.DEFAULT_START.toEpochMilli();
    return events.stream()
        .filter(e -> personas.get(e.userId()).equals(persona))
        .mapToLong(e -> (Instant.parse(e.eventTime()).toEpochMilli() - start) / DAY);
  }

  private static List<ActivityEvent> normalEvents(PersonaStream stream) {
    return drain(stream).stream()
        .filter(r -> r.kind() == Kind.NORMAL)
        .map(r -> WireFormat.decode(r.value(), ActivityEvent.class))
        .toList();
  }

  private static GeneratorConfig config(long events, long seed) {
    return GeneratorConfig.builder().events(events).seed(seed).build();
  }

  private static List<ActivityRecord> records(GeneratorConfig config) {
    return drain(PersonaStream.of(config));
  }

  private static List<ActivityRecord> drain(PersonaStream stream) {
    List<ActivityRecord> records = new ArrayList<>();
    stream.forEachRemaining(records::add);
    return records;
  }

  private static String digest(GeneratorConfig config) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (ActivityRecord record : records(config)) {
        sha.update(record.value());
        sha.update((record.key() + record.timestamp() + record.partition()).getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
