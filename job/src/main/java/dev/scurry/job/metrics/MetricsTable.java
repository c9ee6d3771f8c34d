package dev.scurry.job.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the table of all metrics for the docs, from their declarations. */
final class MetricsTable {

  private MetricsTable() {}

  /** The rows, GitHub Markdown. */
  static String markdown() {
    return Arrays.stream(JobMetric.values())
        .map(MetricsTable::row)
        .collect(
            Collectors.joining("", "| metric | kind | what it is |\n| --- | --- | --- |\n", ""));
  }

  private static String row(JobMetric metric) {
    String label = metric.label().isEmpty() ? "" : ", one a " + metric.label();
    return String.format(
        "| `%s.%s` | %s%s | %s |%n",
        metric.stage(),
        metric.word(),
        metric.kind().name().toLowerCase(Locale.ROOT),
        label,
        metric.description());
  }
}
