package dev.scurry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link DriftBenchmark} on a shorter stream, which drifts more than three times as fast. */
class ReplayTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void run_halfLifeFive_findsTheNewcomerWithinFiveBatches(long seed) {
    Replay replay = new Replay(new DriftStream(60, 10_000, 0, seed));

    replay.run(
        new ShardedTraining(4, 10, 5, DriftStream.DIMENSIONS, DriftBenchmark.options(10), seed));

    assertThat(replay.foundAfter()).isBetween(1, 5);
  }
}
