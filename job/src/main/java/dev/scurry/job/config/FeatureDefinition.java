package dev.scurry.job.config;

import java.util.List;

/**
 * One declared feature.
 *
 * @param name its name, unique
 * @param aggregate {@code count}, {@code distinct}, {@code sum}, {@code min}, {@code max}, {@code
 *     mean}, {@code ratio}, {@code active-hours}, {@code mean-gap} or {@code hour-of-day}
 * @param field for {@code distinct}: {@code item}, {@code type} or an input field; for sum, min,
 *     max, mean: a numeric input field; else null
 * @param type only events of this type count; null: all
 * @param of for {@code ratio}: the two features whose raw values are divided; else empty
 * @param transform {@code none} or {@code log1p}
 */
public record FeatureDefinition(
    String name,
    Aggregate aggregate,
    String field,
    String type,
    List<String> of,
    Transform transform)
    implements java.io.Serializable {

  public FeatureDefinition {
    of = of == null ? List.of() : List.copyOf(of);
  }

  /** How events become a number. */
  public enum Aggregate {
    COUNT,
    DISTINCT,
    SUM,
    MIN,
    MAX,
    MEAN,
    RATIO,
    ACTIVE_HOURS,
    MEAN_GAP,
    HOUR_OF_DAY
  }

  /** What is done to the number. */
  public enum Transform {
    NONE,
    LOG1P
  }

  /** The columns it makes: its name, or for {@code hour-of-day} name_sin and name_cos. */
  public List<String> columns() {
    return aggregate == Aggregate.HOUR_OF_DAY
        ? List.of(name + "_sin", name + "_cos")
        : List.of(name);
  }
}
