package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.config.Settings;
import dev.scurry.job.source.EventLayout;
import dev.scurry.job.source.PartitionTally;
import dev.scurry.schema.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** State that was written once must be read for ever, or be refused. */
class StateFormatsTest {
  private static final long SLIDE = 3_600_000;
  private static final long START = 1_700_000_000_000L;
  private static final Settings SETTINGS =
      FeatureStageITCase.settings(Map.of("features.distinct-exact-limit", "2"));
  private static final FeatureProgram PROGRAM =
      new FeatureProgram(SETTINGS.features(), EventLayout.of(SETTINGS));

  @Test
  void slice_ofFormat1_isRead() throws IOException {
    SliceAccumulator read = PROGRAM.newSlice().decode(golden("slice"));

    assertThat(read.encode()).isEqualTo(golden("slice"));
    assertThat(slice().encode()).isEqualTo(golden("slice"));
  }

  @Test
  void runningWindow_ofFormat2_isRead() throws IOException {
    RunningWindow read = new RunningWindow(PROGRAM, SLIDE);
    read.read(golden("running-window"));
    RunningWindow expected = runningWindow();
    assertThat(expected.encode()).isEqualTo(golden("running-window"));

    expected.read(expected.encode());
    read.expire(SLIDE);
    expected.expire(SLIDE);
    assertThat(read.add(3 * SLIDE, slice().encode())).isEqualTo(5);
    expected.add(3 * SLIDE, slice().encode());
    read.merge();
    expected.merge();
    assertThat(PROGRAM.values(read)).isEqualTo(PROGRAM.values(expected));
    assertThat(read.encode()).isEqualTo(expected.encode());
  }

  @Test
  void ledger_ofFormat1_isRead() throws IOException {
    Ledger read = Ledger.decode(golden("ledger"));

    assertThat(read.close(3)).isEqualTo(ledger().close(3));
    assertThat(read.last()).isEqualTo(last(0));
  }

  @Test
  void ledger_ofFormat2_isRead() throws IOException {
    Ledger read = Ledger.decode(golden("ledger-2"));
    Ledger expected = withForgotten();
    assertThat(expected.encode()).isEqualTo(golden("ledger-2"));

    assertThat(read.close(3)).isEqualTo(expected.close(3));
    assertThat(read.last()).isEqualTo(last(7));
  }

  @Test
  void otherFormats_areRefused() throws IOException {
    byte[] slice = golden("slice");
    byte[] ledger = golden("ledger");
    byte[] window = golden("running-window");
    slice[0] = 2;
    window[0] = 3;
    ledger[0] = 3;

    assertThatThrownBy(() -> PROGRAM.newSlice().decode(slice)).hasMessageContaining("format 2");
    assertThatThrownBy(() -> new RunningWindow(PROGRAM, SLIDE).read(window))
        .hasMessageContaining("format 3");
    assertThatThrownBy(() -> Ledger.decode(ledger)).hasMessageContaining("format 3");
  }

  private static SliceAccumulator slice() {
    SliceAccumulator slice = PROGRAM.newSlice();
    for (int i = 0; i < 5; i++) {
      BigDecimal amount = i == 3 ? null : new BigDecimal("-1.5").multiply(BigDecimal.valueOf(i));
      String type = i % 2 == 0 ? "view" : "like";
      Sample sample = new Sample("u", type, START + i * 1_000_000L, amount, "i" + i / 2);
      PROGRAM.add(sample.event(EventLayout.of(SETTINGS)), slice);
    }
    return slice;
  }

  private static RunningWindow runningWindow() {
    RunningWindow window = new RunningWindow(PROGRAM, SLIDE);
    window.read(null);
    window.add(SLIDE, slice().encode());
    window.read(window.encode());
    window.add(2 * SLIDE, slice().encode());
    return window;
  }

  private static Ledger ledger() {
    Ledger ledger = new Ledger();
    PartitionTally tally = new PartitionTally();
    tally.partition = "activity-0";
    tally.reached = 2;
    tally.in = 9;
    tally.accepted = 7;
    tally.late = 1;
    tally.deadReasons = new String[] {"oversized"};
    tally.dead = new long[] {1};
    ledger.book(tally);
    ledger.book(FeatureCount.ofClosed(1, 4, new long[] {11, 12}));
    ledger.book(FeatureCount.oneIdle());
    ledger.close(1);
    ledger.book(FeatureCount.ofClosed(3, 1, new long[] {11}));
    return ledger;
  }

  private static Ledger withForgotten() {
    Ledger ledger = ledger();
    ledger.book(FeatureCount.ofForgotten(3, 7));
    return ledger;
  }

  private static Tally last(long forgotten) {
    Map<String, Long> late = Map.of("late", 1L, "idle", 1L);
    return new Tally(null, 9, 6, late, Map.of("oversized", 1L), 5, forgotten, 2, 1);
  }

  private static byte[] golden(String name) throws IOException {
    Properties states = new Properties();
    try (InputStream in =
        StateFormatsTest.class.getResourceAsStream("/state/features.properties")) {
      states.load(in);
    }
    return Base64.getDecoder().decode(states.getProperty(name));
  }
}
