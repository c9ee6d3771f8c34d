package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of every command that runs a job. */
final class JobOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as YAML; docs/settings.md lists them all.")
  private Path config;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "One setting, over the file and the environment; may be given many times.")
  private Map<String, String> overrides = new LinkedHashMap<>();

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
    return SettingsLoader.load(defaults, config, System.getenv(), overrides);
  }
}
