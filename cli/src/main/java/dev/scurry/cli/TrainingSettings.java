package dev.scurry.cli;

import dev.scurry.cli.kmeans.Hyperparameter;
import dev.scurry.clustering.Scaling;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code -D training.KEY=VALUE} says of a training on a file. */
record TrainingSettings(Map<Hyperparameter, String> hyperparameters, Scaling scaling, long seed) {

  private static final String PREFIX = "training.";

  /**
   * Reads them.
   *
   * @param problems gets every key that means nothing to a training, and every value of scaling and
   *     seed that is none
   */
  static TrainingSettings of(Map<String, String> settings, List<String> problems) {
    Map<Hyperparameter, String> hyperparameters = new EnumMap<>(Hyperparameter.class);
    Scaling scaling = Scaling.NONE;
    long seed = 1;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String key = setting.getKey();
      String value = setting.getValue().strip();
      Optional<Hyperparameter> hyperparameter = hyperparameter(key);
      if (hyperparameter.isPresent()) {
        hyperparameters.put(hyperparameter.get(), value);
      } else if (key.equals(PREFIX + "scaling")) {
        scaling = scaling(key, value, problems);
      } else if (key.equals(PREFIX + "seed")) {
        seed = seed(key, value, problems);
      } else {
        problems.add(key + ": is no setting of a training on a file");
      }
    }
    return new TrainingSettings(hyperparameters, scaling, seed);
  }

  private static Optional<Hyperparameter> hyperparameter(String key) {
    return Arrays.stream(Hyperparameter.values())
        .filter(each -> key.replace('-', '_').equals(PREFIX + each.key()))
        .findFirst();
  }

  private static Scaling scaling(String key, String value, List<String> problems) {
    try {
      return Scaling.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      problems.add(key + ": has to be none or standard, not '" + value + "'");
      return Scaling.NONE;
    }
  }

  private static long seed(String key, String value, List<String> problems) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      problems.add(key + ": has to be a whole number, not '" + value + "'");
      return 1;
    }
  }
}
