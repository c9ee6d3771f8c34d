package dev.scurry.cli.kmeans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code hyperparameters.json} as SageMaker takes it: one object, all values text. Numbers and
 * lists that aren't put into text are understood too.
 */
final class HyperparameterFile {

  private HyperparameterFile() {}

  /** The values by name; what can't be read is added to the problems. */
  static Map<String, String> read(Path file, List<String> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JsonNode root = WireFormat.mapper().readTree(Files.readAllBytes(file));
      if (root.isObject()) {
        root.fields().forEachRemaining(field -> values.put(field.getKey(), text(field.getValue())));
      } else {
        problems.add(file + ": is no JSON object");
      }
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      problems.add(file + ": is no JSON: " + reason.replaceFirst(" \\(start marker.*", ""));
    } catch (IOException e) {
      boolean there = Files.exists(file);
      problems.add(file + (there ? ": can't be read: " + e.getMessage() : ": no such file"));
    }
    return values;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue().strip() : value.toString();
  }
}
