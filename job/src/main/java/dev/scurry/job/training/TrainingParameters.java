package dev.scurry.job.training;

import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.Settings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a model was trained with, as strings under SageMaker's names where it has one. */
final class TrainingParameters implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings settings;

  TrainingParameters(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param k that was asked for
   * @param halfLife in force
   */
  Map<String, String> asStrings(String k, HalfLife halfLife) {
    Settings.Training training = settings.training();
    Map<String, String> strings = new TreeMap<>();
    strings.put("k", k);
    strings.put("feature_dim", Integer.toString(settings.features().columns().size()));
    strings.put("mini_batch_size", Integer.toString(training.miniBatchSize()));
    strings.put("extra_center_factor", Integer.toString(training.extraCenterFactor()));
    strings.put("init_method", training.initMethod().toString());
    strings.put("local_lloyd_init_method", training.localLloydInitMethod().toString());
    strings.put("local_lloyd_max_iter", Integer.toString(training.localLloydMaxIter()));
    strings.put("local_lloyd_num_trials", Integer.toString(training.localLloydNumTrials()));
    strings.put("local_lloyd_tol", Double.toString(training.localLloydTol()));
    strings.put("half_life", halfLife(halfLife));
    strings.put("shards", Integer.toString(training.shards()));
    strings.put("seed", Long.toString(training.seed()));
    strings.put("scaling", training.scaling().name().toLowerCase(Locale.ROOT));
    return strings;
  }

  private static String halfLife(HalfLife halfLife) {
    String amount = new BigDecimal(halfLife.amount()).stripTrailingZeros().toPlainString();
    return amount + " " + unit(halfLife);
  }

  /** Positions in one unit say nothing in another. */
  static String unit(HalfLife halfLife) {
    return switch (halfLife.unit()) {
      case EVENT_TIME -> "ms";
      case WINDOWS -> "windows";
      case POINTS -> "points";
    };
  }
}
