package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that runs a job. */
final class JobOptions {

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Parallel subtasks of the job (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int parallelism;

  int parallelism() {
    if (parallelism < 1) {
      throw new CommandFailedException("--parallelism has to be at least 1");
    }
    return parallelism;
  }

  /** The settings, {@code defaults} being weaker than what the user has set. */
  Settings settings(Map<String, String> defaults) {
    return settings.load(defaults, Map.of());
  }

  /** The settings, {@code given} being stronger than what the user has set. */
  Settings settingsWith(Map<String, String> given) {
    return settings.load(Map.of(), given);
  }
}
