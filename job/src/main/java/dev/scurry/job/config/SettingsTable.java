package dev.scurry.job.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Writes the table of all settings for the docs, from their declarations. */
final class SettingsTable {

  private SettingsTable() {}

  /** The rows, GitHub Markdown. */
  static String markdown() {
    StringBuilder table =
        new StringBuilder("| setting | default | what it does |\n| --- | --- | --- |\n");
    for (ConfigOption<?> option : SettingsLoader.options()) {
      table
          .append("| `")
          .append(option.key())
          .append("` | ")
          .append(option.hasDefaultValue() ? code(shown(option.defaultValue())) : "see below")
          .append(" | ")
          .append(new HtmlFormatter().format(option.description()))
          .append(" |\n");
    }
    return table.toString();
  }

  /** A value as it is written in a settings file. */
  static String shown(Object value) {
    if (value instanceof Duration duration) {
      return TimeUtils.formatWithHighestUnit(duration);
    }
    if (value instanceof MemorySize size) {
      return size.toString();
    }
    return value instanceof Enum<?> word ? word.toString().toLowerCase(Locale.ROOT) : "" + value;
  }

  /** All words of a value's enum. */
  static String words(Enum<?> value) {
    return Arrays.stream(value.getDeclaringClass().getEnumConstants())
        .map(SettingsTable::shown)
        .collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
