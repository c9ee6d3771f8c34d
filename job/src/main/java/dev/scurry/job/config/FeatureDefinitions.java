package dev.scurry.job.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.scurry.job.config.FeatureDefinition.Aggregate;
import dev.scurry.job.config.FeatureDefinition.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the list {@code features.definitions} and says all that is wrong with it. */
final class FeatureDefinitions {

  private static final String KEY = ScurryOptions.FEATURE_DEFINITIONS.key();
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> PARTS =
      Set.of("name", "aggregate", "field", "type", "of", "transform");
  private static final Set<String> RESERVED = Set.of("user_id", "window_end");

  /** user-activity-clustering's four by name, and three that tell rhythms apart. */
  static final List<FeatureDefinition> DEFAULT =
      List.of(
          feature("unique_posts", Aggregate.DISTINCT, "item", null, Transform.LOG1P),
          feature("total_views", Aggregate.COUNT, null, "view", Transform.LOG1P),
          feature("total_comments", Aggregate.COUNT, null, "comment", Transform.LOG1P),
          new FeatureDefinition(
              "comment_to_view_ratio",
              Aggregate.RATIO,
              null,
              null,
              List.of("total_comments", "total_views"),
              Transform.NONE),
          feature("active_hours", Aggregate.ACTIVE_HOURS, null, null, Transform.NONE),
          feature("mean_gap", Aggregate.MEAN_GAP, null, null, Transform.LOG1P),
          feature("dwell", Aggregate.MEAN, "dwell_ms", null, Transform.NONE));

  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<String> problems;

  private FeatureDefinitions(List<String> problems) {
    this.problems = problems;
  }

  /** The definitions of a JSON list; what is wrong is added to {@code problems}. */
  static List<FeatureDefinition> parse(String json, List<String> problems) {
    return new FeatureDefinitions(problems).parse(json);
  }

  private List<FeatureDefinition> parse(String json) {
    JsonNode list;
    try {
      list = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      problems.add(KEY + ": not a list of definitions: " + e.getOriginalMessage());
      return List.of();
    }
    if (!list.isArray() || list.isEmpty()) {
      problems.add(KEY + ": needs a list with at least one definition");
      return List.of();
    }
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (JsonNode node : list) {
      definitions.add(definition(node, KEY + "[" + definitions.size() + "]"));
    }
    checkColumns(definitions);
    checkRatios(definitions);
    return List.copyOf(definitions);
  }

  private FeatureDefinition definition(JsonNode node, String where) {
    node.fieldNames()
        .forEachRemaining(
            part -> {
              if (!PARTS.contains(part)) {
                problems.add(where + ": unknown part '" + part + "'");
              }
            });
    String name = text(node, "name");
    if (name == null || !NAME.matcher(name).matches()) {
      problems.add(where + ": needs a name of letters, digits and _, not '" + name + "'");
    }
    Aggregate aggregate = word(Aggregate.class, text(node, "aggregate"), where + ".aggregate");
    Transform transform =
        node.has("transform")
            ? word(Transform.class, text(node, "transform"), where + ".transform")
            : Transform.NONE;
    FeatureDefinition definition =
        new FeatureDefinition(
            String.valueOf(name),
            aggregate == null ? Aggregate.COUNT : aggregate,
            text(node, "field"),
            text(node, "type"),
            texts(node.path("of")),
            transform == null ? Transform.NONE : transform);
    if (aggregate != null) {
      checkParts(definition, where);
    }
    return definition;
  }

  private void checkParts(FeatureDefinition definition, String where) {
    String aggregate = word(definition.aggregate());
    boolean needsField =
        switch (definition.aggregate()) {
          case DISTINCT, SUM, MIN, MAX, MEAN -> true;
          default -> false;
        };
    boolean ratio = definition.aggregate() == Aggregate.RATIO;
    if (needsField && definition.field() == null) {
      problems.add(where + ": " + aggregate + " needs a field");
    }
    if (!needsField && definition.field() != null) {
      problems.add(where + ": " + aggregate + " takes no field");
    }
    if (ratio && definition.of().size() != 2) {
      problems.add(where + ": ratio needs 'of' with two features");
    }
    if (!ratio && !definition.of().isEmpty()) {
      problems.add(where + ": only ratio takes 'of'");
    }
    if (ratio && definition.type() != null) {
      problems.add(where + ": ratio takes no type");
    }
  }

  private void checkColumns(List<FeatureDefinition> definitions) {
    Set<String> seen = new HashSet<>(RESERVED);
    for (FeatureDefinition definition : definitions) {
      for (String column : definition.columns()) {
        if (!seen.add(column)) {
          problems.add(
              KEY
                  + ": the name '"
                  + column
                  + (RESERVED.contains(column) ? "' is reserved" : "' is there twice"));
        }
      }
    }
  }

  private void checkRatios(List<FeatureDefinition> definitions) {
    Map<String, FeatureDefinition> byName = new HashMap<>();
    definitions.forEach(d -> byName.put(d.name(), d));
    for (FeatureDefinition definition : definitions) {
      for (String part : definition.of()) {
        FeatureDefinition other = byName.get(part);
        if (other == null) {
          problems.add(KEY + ": " + definition.name() + " is a ratio of unknown '" + part + "'");
        } else if (other.aggregate() == Aggregate.RATIO
            || other.aggregate() == Aggregate.HOUR_OF_DAY) {
          problems.add(
              KEY
                  + ": "
                  + definition.name()
                  + " can't be a ratio of '"
                  + part
                  + "', which is a "
                  + word(other.aggregate()));
        }
      }
    }
  }

  private <E extends Enum<E>> E word(Class<E> type, String text, String where) {
    for (E value : type.getEnumConstants()) {
      if (word(value).equals(text)) {
        return value;
      }
    }
    problems.add(
        where
            + ": '"
            + text
            + "' is none of "
            + Arrays.stream(type.getEnumConstants())
                .map(FeatureDefinitions::word)
                .collect(Collectors.joining(", ")));
    return null;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(JsonNode node, String part) {
    JsonNode value = node.path(part);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(child -> texts.add(child.asText()));
    return texts;
  }

  private static FeatureDefinition feature(
      String name, Aggregate aggregate, String field, String type, Transform transform) {
    return new FeatureDefinition(name, aggregate, field, type, List.of(), transform);
  }
}
