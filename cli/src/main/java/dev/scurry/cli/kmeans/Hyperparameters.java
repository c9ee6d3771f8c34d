package dev.scurry.cli.kmeans;

import dev.scurry.clustering.KMeansOptions;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Scaling;
import dev.scurry.job.config.BadSettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The hyperparameters of one training, every one of them in its range. */
public final class Hyperparameters {

  private static final String AUTO = "auto";
  private static final int AUTO_IS = 10;

  /** What SageMaker's SDK sends along, and what else is its container's own. */
  private static final String FORCE_DENSE = "force_dense";

  private static final String INTERNAL = "_";

  private final Map<Hyperparameter, String> values;
  private final List<String> ignored;

  private Hyperparameters(Map<Hyperparameter, String> values, List<String> ignored) {
    this.values = values;
    this.ignored = ignored;
  }

  /**
   * @param file a {@code hyperparameters.json}, or null
   * @param options stronger than the file
   * @param found problems of other settings
   * @throws BadSettingsException with every problem of all
   */
  public static Hyperparameters of(
      Path file, Map<Hyperparameter, String> options, List<String> found) {
    List<String> problems = new ArrayList<>(found);
    List<String> ignored = new ArrayList<>();
    Map<Hyperparameter, String> values = new EnumMap<>(Hyperparameter.class);
    for (Hyperparameter each : Hyperparameter.values()) {
      each.defaultValue().ifPresent(value -> values.put(each, value));
    }
    if (file != null) {
      values.putAll(known(file, problems, ignored));
    }
    options.forEach((each, value) -> check(each, value, each.option(), problems));
    values.putAll(options);
    if (!values.containsKey(Hyperparameter.K) && problems.isEmpty()) {
      problems.add("--k is missing, or a k in the file of --hyperparameters");
    }
    if (!problems.isEmpty()) {
      throw new BadSettingsException(problems);
    }
    return new Hyperparameters(values, List.copyOf(ignored));
  }

  private static Map<Hyperparameter, String> known(
      Path file, List<String> problems, List<String> ignored) {
    Map<Hyperparameter, String> known = new EnumMap<>(Hyperparameter.class);
    HyperparameterFile.read(file, problems)
        .forEach(
            (key, value) -> {
              if (key.startsWith(INTERNAL) || key.equals(FORCE_DENSE)) {
                ignored.add(key);
                return;
              }
              Hyperparameter.of(key)
                  .ifPresentOrElse(
                      each -> {
                        check(each, value, file + ": " + key, problems);
                        known.put(each, value);
                      },
                      () -> problems.add(file + ": " + key + ": there is no such hyperparameter"));
            });
    return known;
  }

  private static void check(
      Hyperparameter each, String value, String where, List<String> problems) {
    each.problem(value).ifPresent(problem -> problems.add(where + ": " + problem));
  }

  /** Names in the file that mean nothing here. */
  public List<String> ignored() {
    return ignored;
  }

  public int k() {
    return number(Hyperparameter.K);
  }

  /** Numbers of a row; 0 where the data say. */
  public int featureDim() {
    return values.containsKey(Hyperparameter.FEATURE_DIM) ? number(Hyperparameter.FEATURE_DIM) : 0;
  }

  public Set<EvalMetric> evalMetrics() {
    return EvalMetric.parse(values.get(Hyperparameter.EVAL_METRICS)).orElseThrow();
  }

  /** What the algorithm is told. */
  public KMeansOptions options(Scaling scaling, long seed) {
    return new KMeansOptions(
        new LloydOptions(
            k(),
            start(Hyperparameter.LOCAL_LLOYD_INIT_METHOD),
            number(Hyperparameter.LOCAL_LLOYD_MAX_ITER),
            number(Hyperparameter.LOCAL_LLOYD_NUM_TRIALS),
            Double.parseDouble(values.get(Hyperparameter.LOCAL_LLOYD_TOL))),
        number(Hyperparameter.EXTRA_CENTER_FACTOR),
        start(Hyperparameter.INIT_METHOD),
        number(Hyperparameter.MINI_BATCH_SIZE),
        number(Hyperparameter.EPOCHS),
        Long.parseLong(values.get(Hyperparameter.HALF_LIFE_TIME_SIZE)),
        scaling,
        seed);
  }

  /** What a model was trained with, {@code auto} resolved, by name. */
  public Map<String, String> parameters(int dimensions, Scaling scaling, long seed) {
    Map<String, String> parameters = new TreeMap<>();
    values.forEach((each, value) -> parameters.put(each.key(), resolved(value)));
    parameters.put(Hyperparameter.FEATURE_DIM.key(), Integer.toString(dimensions));
    parameters.put("scaling", scaling.name().toLowerCase(Locale.ROOT));
    parameters.put("seed", Long.toString(seed));
    return parameters;
  }

  private LloydOptions.Start start(Hyperparameter method) {
    return values.get(method).equals("random")
        ? LloydOptions.Start.RANDOM
        : LloydOptions.Start.KMEANS_PLUS_PLUS;
  }

  private int number(Hyperparameter each) {
    return Integer.parseInt(resolved(values.get(each)));
  }

  private static String resolved(String value) {
    return value.equals(AUTO) ? Integer.toString(AUTO_IS) : value;
  }
}
