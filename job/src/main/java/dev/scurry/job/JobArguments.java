package dev.scurry.job;

import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The arguments of a job's main: {@code --config FILE} and any number of {@code -D key=value}. */
public class JobArguments {

  @Option(names = "--config", paramLabel = "FILE", description = "Settings as YAML.")
  private Path config;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "One setting.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /**
   * Fills {@code target}, this class or one with more options.
   *
   * @throws BadSettingsException if the arguments are not of its form
   */
  public static <T extends JobArguments> T parse(T target, String... arguments) {
    try {
      new CommandLine(target).parseArgs(arguments);
      return target;
    } catch (ParameterException e) {
      throw new BadSettingsException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /**
   * The settings of file, environment and arguments.
   *
   * @throws BadSettingsException with every problem
   */
  public Settings settings() {
    return settings(Map.of());
  }

  /** The same with settings that other options stand for. */
  protected final Settings settings(Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.putAll(given);
    return SettingsLoader.load(config, System.getenv(), all);
  }
}
