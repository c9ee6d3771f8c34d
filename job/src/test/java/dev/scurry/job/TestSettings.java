package dev.scurry.job;

import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests: two counted features and whatever the test says. */
public final class TestSettings {
  private static final String FEATURES =
      "[{\"name\":\"views\",\"aggregate\":\"count\",\"type\":\"view\"},"
          + "{\"name\":\"comments\",\"aggregate\":\"count\",\"type\":\"comment\"}]";

  private TestSettings() {}

  /**
   * @param values dotted keys
   */
  public static Settings of(Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    all.put("features.definitions", FEATURES);
    all.putAll(values);
    return SettingsLoader.load(null, Map.of(), all);
  }
}
