package dev.scurry.job.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;

/**
 * Reads settings: a YAML file (nested or dotted keys), then the environment ({@code
 * SCURRY_TRAINING_K=8} for {@code training.k}), then {@code -D} pairs; a later one wins. Validates
 * all of them together.
 */
public final class SettingsLoader {

  private static final String ENVIRONMENT_PREFIX = "SCURRY_";

  /** Of the launcher, not of a job. */
  private static final Set<String> NOT_SETTINGS = Set.of("SCURRY_JAVA_OPTS", "SCURRY_HOME");

  private static final List<String> PASSED_THROUGH = List.of("kafka.", "s3.", "flink.");

  /** Passed-through keys that have a name in the environment which their dots alone don't give. */
  private static final List<String> S3_KEYS =
      List.of("s3.endpoint", "s3.access-key", "s3.secret-key", "s3.path.style.access");

  private static final Map<String, ConfigOption<?>> OPTIONS =
      options().stream()
          .collect(
              Collectors.toMap(
                  ConfigOption::key, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  private SettingsLoader() {}

  /**
   * @param yaml the file, or null for none
   * @param environment usually {@link System#getenv()}; only names that begin with SCURRY_ are read
   * @param overrides dotted keys, from {@code -D}
   * @throws BadSettingsException with every problem at once: a file that can't be read, an unknown
   *     key, a value of the wrong type or out of range, settings that don't go together
   */
  public static Settings load(
      Path yaml, Map<String, String> environment, Map<String, String> overrides) {
    return load(Map.of(), yaml, environment, overrides);
  }

  /**
   * The same over {@code defaults}, which are stronger than the declared ones and weaker than all
   * else.
   *
   * @throws BadSettingsException with every problem at once
   */
  public static Settings load(
      Map<String, String> defaults,
      Path yaml,
      Map<String, String> environment,
      Map<String, String> overrides) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new TreeMap<>(defaults);
    if (yaml != null) {
      values.putAll(readYaml(yaml, problems));
    }
    values.putAll(fromEnvironment(environment, problems));
    values.putAll(overrides);
    values.keySet().stream()
        .filter(key -> !isKnown(key))
        .forEach(key -> problems.add(key + ": there is no such setting" + nearest(key)));
    Settings settings = new SettingsValidator(values, problems).settings();
    if (!problems.isEmpty()) {
      throw new BadSettingsException(problems);
    }
    return settings;
  }

  /** Every option, in the order of their declaration. */
  static List<ConfigOption<?>> options() {
    List<ConfigOption<?>> options = new ArrayList<>();
    for (Field field : ScurryOptions.class.getFields()) {
      if (ConfigOption.class.isAssignableFrom(field.getType())) {
        try {
          options.add((ConfigOption<?>) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return options;
  }

  /** The name of a setting in the environment. */
  static String environmentName(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static boolean isKnown(String key) {
    return OPTIONS.containsKey(key) || PASSED_THROUGH.stream().anyMatch(key::startsWith);
  }

  private static String nearest(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return OPTIONS.keySet().stream()
        .filter(known -> known.endsWith("." + last) || known.startsWith(key))
        .findFirst()
        .map(known -> " (is it " + known + "?)")
        .orElse("");
  }

  private static Map<String, String> readYaml(Path yaml, List<String> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    if (!Files.isRegularFile(yaml)) {
      problems.add(yaml + ": no such file");
      return values;
    }
    try {
      JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(yaml));
      if (root.isObject()) {
        flatten("", root, values);
      } else if (!root.isMissingNode() && !root.isNull()) {
        problems.add(yaml + ": not a map of settings");
      }
    } catch (JacksonException e) {
      problems.add(yaml + ": not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      problems.add(yaml + ": can't be read: " + e.getMessage());
    }
    return values;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              entry ->
                  flatten(
                      prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                      entry.getValue(),
                      values));
    } else if (node.isArray() && !prefix.equals(ScurryOptions.FEATURE_DEFINITIONS.key())) {
      List<String> texts = new ArrayList<>();
      node.forEach(child -> texts.add(child.asText()));
      values.put(prefix, String.join(",", texts));
    } else {
      values.put(prefix, node.isArray() ? node.toString() : node.asText());
    }
  }

  private static Map<String, String> fromEnvironment(
      Map<String, String> environment, List<String> problems) {
    Map<String, String> keys =
        OPTIONS.keySet().stream()
            .collect(Collectors.toMap(SettingsLoader::environmentName, Function.identity()));
    S3_KEYS.forEach(key -> keys.put(environmentName(key), key));
    Map<String, String> values = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (keys.containsKey(name)) {
            values.put(keys.get(name), value);
          } else if (name.startsWith("SCURRY_KAFKA_") || name.startsWith("SCURRY_FLINK_")) {
            values.put(
                name.substring(ENVIRONMENT_PREFIX.length())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.'),
                value);
          } else if (name.startsWith(ENVIRONMENT_PREFIX) && !NOT_SETTINGS.contains(name)) {
            problems.add(name + ": no setting has this name in the environment");
          }
        });
    return values;
  }

  /** The settings under a prefix, without it. */
  static Map<String, String> below(String prefix, Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()),
                Map.Entry::getValue,
                (a, b) -> b,
                TreeMap::new));
  }

  static List<String> commaSeparated(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
