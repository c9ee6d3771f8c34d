package dev.scurry.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.generator.ActivityRecord.Kind;
import dev.scurry.schema.ActivityEvent;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the personas can be found again in the features that a job computes by default. */
class PersonaRecoveryTest {

  @ParameterizedTest
  @CsvSource({"200000, 7, 7", "100000, 1, 2", "100000, 2, 7"})
  void lastAssignments_agreeWithPersonas(long events, long seed, double halfLifeDays) {
    PersonaStream stream =
        PersonaStream.of(GeneratorConfig.builder().events(events).seed(seed).build());
    Map<String, Integer> segments = lastAssignments(daysOf(stream), halfLifeDays);

    List<String> found = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    segments.forEach(
        (user, segment) -> {
          found.add("c" + segment);
          truth.add(stream.personas().get(user));
        });

    assertThat(Agreement.adjustedRandIndex(found, truth)).isGreaterThan(0.93);
  }

  @Test
  void debaters_getClusterOfTheirOwn() {
    PersonaStream stream = PersonaStream.of(GeneratorConfig.builder().events(100_000).build());
    Map<String, String> personas = stream.personas();
    Map<Integer, Map<String, Integer>> sizes = new TreeMap<>();
    lastAssignments(daysOf(stream), 7)
        .forEach(
            (user, segment) ->
                sizes
                    .computeIfAbsent(segment, s -> new TreeMap<>())
                    .merge(personas.get(user), 1, Integer::sum));

    assertThat(sizes.keySet().stream().map(s -> leading(sizes.get(s))))
        .contains("newcomer", "debater");
  }

  private static String leading(Map<String, Integer> counts) {
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** A day is assigned by the model of the day before; the first by its own. */
  private static Map<String, Integer> lastAssignments(
      Map<Integer, Map<String, DayFeatures>> days, double halfLifeDays) {
    DecayedKMeans model = new DecayedKMeans(6, halfLifeDays, 1);
    Map<String, Integer> segments = new HashMap<>();
    days.forEach(
        (day, users) -> {
          List<double[]> vectors = users.values().stream().map(DayFeatures::vector).toList();
          if (!model.isReady()) {
            model.learn(day, vectors);
            users.forEach((user, f) -> segments.put(user, model.assign(f.vector())));
          } else {
            users.forEach((user, f) -> segments.put(user, model.assign(f.vector())));
            model.learn(day, vectors);
          }
        });
    return segments;
  }

  private static Map<Integer, Map<String, DayFeatures>> daysOf(PersonaStream stream) {
    Map<Integer, Map<String, DayFeatures>> days = new TreeMap<>();
    while (stream.hasNext()) {
      ActivityRecord record = stream.next();
      if (record.kind() == Kind.NORMAL || record.kind() == Kind.DUPLICATE) {
        ActivityEvent event = WireFormat.decode(record.value(), ActivityEvent.class);
        int day = (int) (Instant.parse(event.eventTime()).toEpochMilli() / 86_400_000);
        days.computeIfAbsent(day, d -> new TreeMap<>())
            .computeIfAbsent(event.userId(), u -> new DayFeatures())
            .add(event);
      }
    }
    return days;
  }
}
