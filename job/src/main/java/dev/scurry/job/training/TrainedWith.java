package dev.scurry.job.training;

import dev.scurry.clustering.Seeds;
import dev.scurry.job.StateFormat;
import dev.scurry.job.config.Settings;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings without which what was learned means nothing: the features, k, the shards, and what
 * forgetting is counted in.
 *
 * @param values by name, in a fixed order
 */
record TrainedWith(Map<String, String> values) implements Serializable {

  private static final int FORMAT = 1;
  private static final String FEATURES = "the features";

  static TrainedWith of(Settings settings) {
    Settings.Training training = settings.training();
    Map<String, String> values = new LinkedHashMap<>();
    values.put(FEATURES, String.join(",", settings.features().columns()));
    values.put("k", training.kSearch().auto() ? "auto" : Integer.toString(training.k()));
    values.put("shards", Integer.toString(training.shards()));
    values.put("micro-clusters a shard", Integer.toString(training.microClusters()));
    values.put("a half-life in", TrainingParameters.unit(training.halfLife()));
    return new TrainedWith(values);
  }

  /** A number that other settings don't have. */
  long fingerprint() {
    long hash = FORMAT;
    for (byte b : text()) {
      hash = Seeds.of(hash, b);
    }
    return hash;
  }

  /** Format, then a line for each. */
  byte[] encode() {
    byte[] text = text();
    return ByteBuffer.allocate(Integer.BYTES + text.length).putInt(FORMAT).put(text).array();
  }

  private byte[] text() {
    List<String> lines = new ArrayList<>();
    values.forEach((name, value) -> lines.add(name + "=" + value));
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  static TrainedWith decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "settings");
    Map<String, String> values = new LinkedHashMap<>();
    StandardCharsets.UTF_8
        .decode(buffer)
        .toString()
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              values.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return new TrainedWith(values);
  }

  boolean hasTheFeaturesOf(TrainedWith other) {
    return values.get(FEATURES).equals(other.values.get(FEATURES));
  }

  /** Where these, from a state, differ from the settings of now; empty: nowhere. */
  List<String> differencesTo(TrainedWith now) {
    List<String> differences = new ArrayList<>();
    now.values.forEach(
        (name, value) -> {
          String then = values.get(name);
          if (!value.equals(then)) {
            differences.add(name + " " + then + ", not " + value);
          }
        });
    return differences;
  }
}
