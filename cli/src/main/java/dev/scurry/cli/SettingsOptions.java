package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of every command that needs a job's settings. */
final class SettingsOptions {

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

  /**
   * The settings of file, environment and options.
   *
   * @param defaults weaker than what the user has set
   * @param given by other options, which stand for settings
   */
  Settings load(Map<String, String> defaults, Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.putAll(given);
    return SettingsLoader.load(defaults, config, System.getenv(), all);
  }
}
