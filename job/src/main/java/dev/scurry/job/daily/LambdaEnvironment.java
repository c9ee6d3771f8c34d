package dev.scurry.job.daily;

import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that configure clustering-lambda, by its names. A blank one counts as
 * not set. Where BUCKET is set, so are that program's defaults.
 *
 * @param variables of the process
 */
record LambdaEnvironment(Map<String, String> variables) {

  static final String BUCKET = "BUCKET";
  static final String INPUT_FOLDER = "INPUT_FOLDER";
  static final String OUTPUT_FOLDER = "OUTPUT_FOLDER";
  static final String ALGORITHM = "ALGORITHM";
  static final String HYPER_PARAMS = "HYPER_PARAMS";
  static final String CONVERT_KEY_TO_INT = "CONVERT_KEY_TO_INT";
  static final String MAX_RECORDS = "MAX_RECORDS";

  private static final String INPUT = "temp/clustering-lambda/distances";
  private static final String OUTPUT = "temp/clustering-lambda/clusters";

  Optional<String> root() {
    return get(BUCKET).map(bucket -> "s3://" + bucket);
  }

  Optional<String> inputFolder() {
    return get(INPUT_FOLDER).or(() -> root().map(bucket -> INPUT));
  }

  Optional<String> outputFolder() {
    return get(OUTPUT_FOLDER).or(() -> root().map(bucket -> OUTPUT));
  }

  Optional<String> algorithm() {
    return get(ALGORITHM);
  }

  Optional<String> hyperParams() {
    return get(HYPER_PARAMS);
  }

  /** Only {@code true} is true, in small letters. */
  boolean integerKeys() {
    return get(CONVERT_KEY_TO_INT).map("true"::equals).orElse(root().isPresent());
  }

  DaySource source() {
    return root().isPresent() ? DaySource.DISTANCES : DaySource.AUTO;
  }

  boolean capsRecords() {
    return get(MAX_RECORDS).isPresent();
  }

  private Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
