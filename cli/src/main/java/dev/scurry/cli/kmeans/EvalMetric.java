package dev.scurry.cli.kmeans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a model is judged by. */
public enum EvalMetric {
  /** Mean squared distance to the nearest centroid. */
  MSD,
  /** The sum of the same. */
  SSD;

  /** As SageMaker has it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The metrics of a JSON list, or of names with commas; nothing where the text is neither. */
  static Optional<Set<EvalMetric>> parse(String text) {
    Set<EvalMetric> metrics = EnumSet.noneOf(EvalMetric.class);
    List<String> names = names(text);
    for (EvalMetric metric : values()) {
      if (names.contains(metric.key())) {
        metrics.add(metric);
      }
    }
    return metrics.isEmpty() || metrics.size() < names.size()
        ? Optional.empty()
        : Optional.of(metrics);
  }

  private static List<String> names(String text) {
    if (!text.startsWith("[")) {
      return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
    try {
      List<String> names = new ArrayList<>();
      for (JsonNode name : WireFormat.mapper().readTree(text)) {
        names.add(name.asText());
      }
      return names;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
