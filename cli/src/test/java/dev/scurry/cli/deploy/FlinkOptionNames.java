package dev.scurry.cli.deploy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The names of Flink's own options, which a FlinkDeployment gives as plain text. Those of the
 * operator and of the S3 file system are known by their prefix only.
 */
final class FlinkOptionNames {

  private static final List<String> PREFIXES =
      List.of("kubernetes.operator.", "s3.", "env.java.opts.");

  private static final Set<String> DECLARED =
      List.of(
              CheckpointingOptions.class,
              CoreOptions.class,
              HighAvailabilityOptions.class,
              JobManagerOptions.class,
              TaskManagerOptions.class)
          .stream()
          .flatMap(type -> Arrays.stream(type.getFields()))
          .filter(field -> field.getType() == ConfigOption.class)
          .map(FlinkOptionNames::key)
          .collect(Collectors.toSet());

  private FlinkOptionNames() {}

  static boolean isKnown(String key) {
    return DECLARED.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
  }

  private static String key(Field option) {
    try {
      return ((ConfigOption<?>) option.get(null)).key();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
