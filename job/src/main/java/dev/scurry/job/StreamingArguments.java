package dev.scurry.job;

import dev.scurry.job.config.ScurryOptions;
import dev.scurry.job.config.Settings;
import java.util.Map;
import picocli.CommandLine.Option;

/** The arguments of the streaming job's main. */
final class StreamingArguments extends JobArguments {

  @Option(
      names = "--stop-at-end",
      description =
          "Read Kafka to its present end, close every window, and stop. Of commands only those of control.replay are followed.")
  private boolean stopAtEnd;

  @Option(
      names = "--reset-training",
      description =
          "Drop what was learned under other settings instead of refusing it; as -D training.reset=true.")
  private boolean resetTraining;

  @Override
  public Settings settings() {
    return resetTraining ? settings(Map.of(ScurryOptions.RESET.key(), "true")) : super.settings();
  }

  boolean stopAtEnd() {
    return stopAtEnd;
  }
}
