package dev.scurry.cli;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of a command that waits for days to come. */
final class WatchOptions {

  @Option(
      names = "--watch",
      description = {
        "Go on until stopped (Ctrl-C, SIGTERM) and run each day whose input is new or has changed.",
        "What was done is known from the days' manifests. With --day only those days."
      })
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = TimeConverter.class,
      description = "How often --watch looks (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = TimeConverter.class,
      description = {
        "How long a day's input has to stay as it is before --watch takes it for whole",
        "(default: ${DEFAULT-VALUE})."
      })
  private Duration settle;

  boolean isOn() {
    return watch;
  }

  Duration every() {
    return every;
  }

  WatchRules rules() {
    return new WatchRules(settle);
  }

  /** Reads a time, such as 90s or 2 min. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration time = TimeUtils.parseDuration(text);
        if (time.isNegative()) {
          throw new TypeConversionException("'" + text + "' is below 0");
        }
        return time;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is no time such as 90s or 2min");
      }
    }
  }
}
