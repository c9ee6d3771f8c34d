package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.Operators;
import dev.scurry.job.RestoredGauges;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.source.EventLayout;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoredUsersTest {

  private static final long HOUR = 3_600_000;
  private static final Settings SETTINGS =
      TestSettings.of(Map.of("features.window.size", "2 h", "features.window.slide", "1 h"));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restore_gaugeCountsTheUsersOfTheState(boolean rocksDb) throws Exception {
    StateBackend backend = rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
    try (KeyedTwoInputStreamOperatorTestHarness<String, SliceEvents, ControlRecord, UserFeatures>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new FeatureOperator(SETTINGS),
                slice -> slice.user,
                command -> command.user,
                Types.STRING,
                Operators.MAX_PARALLELISM,
                1,
                0)) {
      harness.setStateBackend(backend);
      harness.open();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      harness.processElement1(event("ann", 0));
      harness.processElement1(event("bob", 2 * HOUR));
      harness.processElement1(event("cid", 3 * HOUR));
      harness.processWatermark1(new Watermark(3 * HOUR)); // Ann's last window.

      assertThat(
              RestoredGauges.of(
                  new FeatureOperator(SETTINGS),
                  (SliceEvents slice) -> slice.user,
                  Types.STRING,
                  backend,
                  harness.snapshot(1, 1)))
          .containsEntry("usersWithState", 2L);
    }
  }

  private static StreamRecord<SliceEvents> event(String user, long time) {
    Sample sample = new Sample(user, "view", time, null, null);
    return new StreamRecord<>(Sample.alone(sample.event(EventLayout.of(SETTINGS)), SETTINGS));
  }
}
