package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.schema.DailyManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForestsOperatorTest {

  private static final String OBJECT = "distances/day=2025-06-10/a";

  @TempDir Path root;

  @Test
  void readsAnObjectThatIsTheFirstPasses() throws Exception {
    write("a,b,0.1\n");

    assertThat(secondPassAfter(firstPass(null))).isNotEmpty();
  }

  @Test
  void ofAnObjectThatWasReplacedBetweenThePassesFails() throws Exception {
    write("a,b,0.1\n");
    DailyManifest.Input first = firstPass(null);
    write("a,b,0.2\n");

    assertThatThrownBy(() -> secondPassAfter(first))
        .isInstanceOf(IOException.class)
        .hasMessage(OBJECT + " has changed while the day was read");
  }

  @Test
  void ofAnObjectWhoseEtagIsAnotherThanWhenItWasListedFails() throws Exception {
    write("a,b,0.1\n");

    assertThatThrownBy(() -> firstPass("etag"))
        .isInstanceOf(IOException.class)
        .hasMessage(OBJECT + " has changed since the day was listed");
  }

  private DailyManifest.Input firstPass(String etag) throws Exception {
    DistanceReader reader =
        new DistanceReader(store(), false, new ForestLearner(new double[2]), new MetKeys());
    return reader.read(object(etag), rejected -> {}, () -> {}).input();
  }

  private List<Object> secondPassAfter(DailyManifest.Input first) throws Exception {
    ForestsOperator operator = new ForestsOperator(store(), false);
    try (TwoInputStreamOperatorTestHarness<DayPart, Finding, Finding> harness =
        new TwoInputStreamOperatorTestHarness<>(operator)) {
      harness.open();
      harness.processElement1(new StreamRecord<>(object(null)));
      DayFacts facts = new DayFacts(1, List.of(), Map.of(), List.of(), List.of(first), 0, 1, 1);
      harness.processElement2(new StreamRecord<>(Finding.ofFacts(facts)));
      harness.processElement2(new StreamRecord<>(Finding.ofKeys(2, 0, new String[] {"a", "b"})));
      harness.processElement2(new StreamRecord<>(Finding.ofCores(2, 0, new double[] {0.1, 0.1})));
      harness.endInput1();
      harness.endInput2();
      return List.copyOf(harness.getOutput());
    }
  }

  private DayStore store() {
    return new DayStore(root.toUri().toString(), "reports");
  }

  private DayPart object(String etag) throws IOException {
    return new DayPart(0, OBJECT, Files.size(root.resolve(OBJECT)), etag);
  }

  private void write(String text) throws IOException {
    DayFolder.write(root.resolve(OBJECT), DayFolder.packed(text));
  }
}
