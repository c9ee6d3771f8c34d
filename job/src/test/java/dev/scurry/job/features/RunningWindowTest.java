package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Settings;
import dev.scurry.job.source.EventLayout;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window that slides against its slices put together anew. */
class RunningWindowTest {
  private static final long SLIDE = 3_600_000;
  private static final int LIMIT = 8;
  private static final Settings SETTINGS =
      FeatureStageITCase.settings(Map.of("features.distinct-exact-limit", Integer.toString(LIMIT)));
  private static final FeatureProgram PROGRAM =
      new FeatureProgram(SETTINGS.features(), EventLayout.of(SETTINGS));

  private final Random random = new Random(3);
  private final RunningWindow window = new RunningWindow(PROGRAM, SLIDE);
  private final TreeMap<Long, byte[]> slices = new TreeMap<>();

  /** Few different items: all slices are exact; many: some are sketches, then all. */
  @ParameterizedTest
  @CsvSource({"5, 4, 3", "5, 12, 30", "24, 30, 60", "1, 9, 40", "7, 200, 5000"})
  void slide_isTheSameAsAllSlicesAnew(int size, int mostEvents, int items) {
    byte[] state = null;
    for (long end = SLIDE; end < 120 * SLIDE; end += SLIDE) {
      window.read(state);
      boolean changed = window.expire(end - size * SLIDE);
      slices.headMap(end - size * SLIDE, true).clear();
      if (random.nextInt(4) > 0) {
        byte[] slice = slice(end, 1 + random.nextInt(mostEvents), items);
        slices.put(end, slice);
        window.add(end, slice);
        changed = true;
      }
      window.merge();
      assertSameAsAnew();
      state = changed ? window.encode() : state;
    }
  }

  @Test
  void read_nothing_isEmptyAgain() {
    window.read(null);
    window.add(SLIDE, slice(SLIDE, 20, 30));
    window.read(null);
    window.merge();

    assertThat(window.totals().events()).isZero();
    assertThat(window.distinct(0)).isZero();
  }

  private void assertSameAsAnew() {
    Totals totals = PROGRAM.newTotals();
    Extremes extremes = PROGRAM.newExtremes();
    boolean exact = true;
    DistinctSet different = new DistinctSet(Integer.MAX_VALUE);
    for (byte[] bytes : slices.values()) {
      SliceAccumulator slice = PROGRAM.newSlice().decode(bytes);
      totals.add(slice.totals());
      extremes.merge(PROGRAM.newSlice().atExtremes(bytes, 0));
      exact &= slice.extremes().distinct[0].isExact();
      if (exact) {
        different.merge(setOf(slice));
      }
    }
    assertThat(window.totals().counts).isEqualTo(totals.counts);
    assertThat(window.totals().sums).isEqualTo(totals.sums);
    assertThat(window.extremes().mins).isEqualTo(extremes.mins);
    assertThat(window.extremes().maxs).isEqualTo(extremes.maxs);
    assertThat(window.extremes().hours[0].size()).isEqualTo(extremes.hours[0].size());
    assertThat(window.distinct(0))
        .isEqualTo(exact ? different.count() : extremes.distinct[0].count());
  }

  private static ByteBuffer setOf(SliceAccumulator slice) {
    DistinctSet set = slice.extremes().distinct[0];
    ByteBuffer bytes = ByteBuffer.allocate(set.encodedSize());
    set.write(bytes);
    return bytes.flip();
  }

  private byte[] slice(long end, int events, int items) {
    SliceAccumulator slice = PROGRAM.newSlice();
    for (int i = 0; i < events; i++) {
      String item = "i" + random.nextInt(items);
      long time = end - 1 - random.nextInt((int) SLIDE);
      Sample sample = new Sample("u", "view", time, null, item);
      PROGRAM.add(sample.event(EventLayout.of(SETTINGS)), slice);
    }
    return slice.encode();
  }
}
