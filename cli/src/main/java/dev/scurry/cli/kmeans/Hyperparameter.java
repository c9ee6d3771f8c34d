package dev.scurry.cli.kmeans;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The hyperparameters of Amazon SageMaker's K-Means: name, default and range as its developer guide
 * has them. All values are text.
 */
public enum Hyperparameter {
  K(null, Range.POSITIVE, "Number of clusters"),
  FEATURE_DIM(null, Range.POSITIVE, "Numbers of a row; by default those of the first row"),
  MINI_BATCH_SIZE("5000", Range.POSITIVE, "Rows of a mini-batch"),
  EPOCHS("1", Range.POSITIVE, "Passes over the rows"),
  INIT_METHOD("random", Range.METHOD, "How the first micro-clusters are chosen"),
  EXTRA_CENTER_FACTOR(
      "auto", Range.POSITIVE_OR_AUTO, "Micro-clusters for each cluster; auto is 10"),
  EVAL_METRICS("[\"msd\"]", Range.METRICS, "Metrics that are logged, as a JSON list"),
  HALF_LIFE_TIME_SIZE(
      "0", Range.NOT_NEGATIVE, "A row's weight halves after so many later rows; 0: never"),
  LOCAL_LLOYD_INIT_METHOD("kmeans++", Range.METHOD, "How the reduction to k clusters starts"),
  LOCAL_LLOYD_MAX_ITER("300", Range.POSITIVE, "Most iterations of the reduction"),
  LOCAL_LLOYD_NUM_TRIALS(
      "auto", Range.POSITIVE_OR_AUTO, "Starts of the reduction, the best is kept; auto is 10"),
  LOCAL_LLOYD_TOL(
      "0.0001", Range.SHARE, "The reduction ends when the cost falls by no more than this share");

  private final String defaultValue;
  private final Range range;
  private final String description;

  Hyperparameter(String defaultValue, Range range, String description) {
    this.defaultValue = defaultValue;
    this.range = range;
    this.description = description;
  }

  /** As SageMaker has it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** On the command line. */
  public String option() {
    return "--" + key().replace('_', '-');
  }

  /** None where it must be given or is read off the data. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** With range and default, for a person. */
  public String description() {
    String byDefault = defaultValue == null ? "" : "; default: " + defaultValue;
    return description + " (" + range.words() + byDefault + ").";
  }

  /** What is wrong with a value, if anything is. */
  Optional<String> problem(String value) {
    return range.accepts(value)
        ? Optional.empty()
        : Optional.of("has to be " + range.words() + ", not '" + value + "'");
  }

  static Optional<Hyperparameter> of(String key) {
    return Arrays.stream(values()).filter(known -> known.key().equals(key)).findFirst();
  }
}
