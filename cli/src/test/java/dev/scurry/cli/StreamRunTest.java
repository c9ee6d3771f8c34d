package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.source.EventInput;
import dev.scurry.job.source.KafkaInput;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamRunTest {

  @TempDir Path folder;

  @Test
  void configuration_live_keepsTryingAndMindsItsCheckpoints() {
    Configuration live = configuration(new KafkaInput(false));

    assertThat(live.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    assertThat(live.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
  }

  @Test
  void configuration_bounded_endsSomeday() {
    Configuration bounded = configuration(new KafkaInput(true));

    assertThat(bounded.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("fixed-delay");
    assertThat(bounded.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS))
        .isEqualTo(3);
    assertThat(bounded.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
  }

  private Configuration configuration(EventInput input) {
    Settings settings = SettingsLoader.load(null, Map.of(), Map.of());
    return new StreamRun(input, 1, records -> {}, false).configuration(settings, folder);
  }
}
