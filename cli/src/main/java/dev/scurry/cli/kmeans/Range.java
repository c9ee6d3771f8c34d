package dev.scurry.cli.kmeans;

import java.util.function.Predicate;

/** The values that a hyperparameter may have. */
enum Range {
  POSITIVE("a whole number from 1 to 2147483647", value -> whole(value, 1, Integer.MAX_VALUE)),
  POSITIVE_OR_AUTO(
      "auto or a whole number from 1 to 2147483647",
      value -> value.equals("auto") || whole(value, 1, Integer.MAX_VALUE)),
  NOT_NEGATIVE("a whole number >= 0", value -> whole(value, 0, Long.MAX_VALUE)),
  SHARE("a number from 0 to 1", Range::share),
  METHOD("random or kmeans++", value -> value.equals("random") || value.equals("kmeans++")),
  METRICS("a JSON list of msd, ssd or both", value -> EvalMetric.parse(value).isPresent());

  private final String words;
  private final Predicate<String> test;

  Range(String words, Predicate<String> test) {
    this.words = words;
    this.test = test;
  }

  String words() {
    return words;
  }

  boolean accepts(String value) {
    return test.test(value);
  }

  private static boolean whole(String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean share(String value) {
    try {
      double number = Double.parseDouble(value);
      return number >= 0 && number <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
