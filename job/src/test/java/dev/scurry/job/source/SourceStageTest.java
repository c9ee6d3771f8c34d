package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.SettingsLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.junit.jupiter.api.Test;

class SourceStageTest {

  @Test
  void attach_byDefault_sendsNoAlignmentEventsThatCouldMissAFinishedTask() {
    assertThat(alignment(Map.of()).isEnabled()).isFalse();
  }

  @Test
  void attach_withMaxDrift_holdsBackPartitionsThatRunAhead() {
    WatermarkAlignmentParams alignment = alignment(Map.of("source.max-drift", "2 h"));

    assertThat(alignment.isEnabled()).isTrue();
    assertThat(alignment.getMaxAllowedWatermarkDrift()).isEqualTo(Duration.ofHours(2).toMillis());
  }

  private static WatermarkAlignmentParams alignment(Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(overrides);
    settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
    SourceStreams streams =
        SourceStage.attach(
            StreamExecutionEnvironment.getExecutionEnvironment(),
            SettingsLoader.load(null, Map.of(), settings),
            new KafkaInput(false),
            1);
    return ((SourceTransformation<?, ?, ?>) streams.events().getTransformation().getInputs().get(0))
        .getWatermarkStrategy()
        .getAlignmentParameters();
  }
}
