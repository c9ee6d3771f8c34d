package dev.scurry.job.training;

import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.ScurryOptions.InitMethod;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.ClusterModel;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a model was trained with, as strings under SageMaker's names where it has one. */
final class TrainingParameters implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What can't change during a model's life. */
  private static final List<String> FIXED = List.of("k", "shards", "extra_center_factor");

  private final Settings settings;

  TrainingParameters(Settings settings) {
    this.settings = settings;
  }

  Map<String, String> asStrings() {
    Settings.Training training = settings.training();
    Map<String, String> strings = new TreeMap<>();
    strings.put("k", Integer.toString(training.k()));
    strings.put("feature_dim", Integer.toString(settings.features().columns().size()));
    strings.put("mini_batch_size", Integer.toString(training.miniBatchSize()));
    strings.put("extra_center_factor", Integer.toString(training.extraCenterFactor()));
    strings.put(
        "local_lloyd_init_method",
        training.localLloydInitMethod() == InitMethod.RANDOM ? "random" : "kmeans++");
    strings.put("local_lloyd_max_iter", Integer.toString(training.localLloydMaxIter()));
    strings.put("local_lloyd_num_trials", Integer.toString(training.localLloydNumTrials()));
    strings.put("local_lloyd_tol", Double.toString(training.localLloydTol()));
    strings.put("half_life", halfLife(training.halfLife()));
    strings.put("shards", Integer.toString(training.shards()));
    strings.put("seed", Long.toString(training.seed()));
    strings.put("scaling", training.scaling().name().toLowerCase(Locale.ROOT));
    return strings;
  }

  private static String halfLife(HalfLife halfLife) {
    String amount = new BigDecimal(halfLife.amount()).stripTrailingZeros().toPlainString();
    return switch (halfLife.unit()) {
      case EVENT_TIME -> amount + " ms";
      case WINDOWS -> amount + " windows";
      case POINTS -> amount + " points";
    };
  }

  /**
   * Refuses to go on with a model that was trained with other settings.
   *
   * @throws IllegalStateException with the difference
   */
  void requireCompatible(ClusterModel model) {
    requireSame("features", model.features(), settings.features().columns());
    Map<String, String> now = asStrings();
    for (String name : FIXED) {
      requireSame(name, model.parameters().get(name), now.get(name));
    }
    requireSame(
        "a half-life in",
        unit(model.parameters().get("half_life")),
        unit(halfLife(settings.training().halfLife())));
  }

  /** Positions in one unit say nothing in another. */
  private static String unit(String halfLife) {
    return halfLife.substring(halfLife.indexOf(' ') + 1);
  }

  private static void requireSame(String what, Object trained, Object configured) {
    if (!configured.equals(trained)) {
      throw new IllegalStateException(
          "the state was trained with "
              + what
              + " "
              + trained
              + ", the settings ask for "
              + configured);
    }
  }
}
