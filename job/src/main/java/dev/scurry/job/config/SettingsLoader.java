package dev.scurry.job.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Reads settings: a YAML file (nested or dotted keys), then the environment ({@code
 * SCURRY_TRAINING_K=8} for {@code training.k}), then {@code -D} pairs; a later one wins. Validates
 * all of them together.
 */
public final class SettingsLoader {

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
    throw new UnsupportedOperationException("written next");
  }
}
