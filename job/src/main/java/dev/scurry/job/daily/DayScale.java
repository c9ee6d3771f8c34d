package dev.scurry.job.daily;

import dev.scurry.job.config.ScurryOptions.Scaling;
import java.util.List;

/**
 * The day's mean and population standard deviation of each feature, and the coordinates that follow
 * from them: z = (x - mean) / deviation. A feature that does not vary has deviation 0 and z = 0.
 * Sums run in the order of the rows, in two passes.
 */
final class DayScale {

  private final double[] means;
  private final double[] deviations;
  private final Scaling scaling;

  private DayScale(double[] means, double[] deviations, Scaling scaling) {
    this.means = means;
    this.deviations = deviations;
    this.scaling = scaling;
  }

  /**
   * @param rows in the order of their ranks
   */
  static DayScale of(List<FeatureRow> rows, int features, Scaling scaling) {
    double[] means = new double[features];
    double[] deviations = new double[features];
    for (int feature = 0; feature < features && !rows.isEmpty(); feature++) {
      means[feature] = mean(rows, feature);
      deviations[feature] = varies(rows, feature) ? deviation(rows, feature, means[feature]) : 0;
    }
    return new DayScale(means, deviations, scaling);
  }

  double mean(int feature) {
    return means[feature];
  }

  double deviation(int feature) {
    return deviations[feature];
  }

  /** Writes a row's coordinates to {@code target}, from {@code offset} on. */
  void coordinates(FeatureRow row, double[] target, int offset) {
    for (int feature = 0; feature < means.length; feature++) {
      target[offset + feature] =
          scaling == Scaling.NONE ? row.values[feature] : z(row.values[feature], feature);
    }
  }

  private double z(double value, int feature) {
    return deviations[feature] > 0 ? (value - means[feature]) / deviations[feature] : 0;
  }

  private static double mean(List<FeatureRow> rows, int feature) {
    double sum = 0;
    for (FeatureRow row : rows) {
      sum += row.values[feature];
    }
    return sum / rows.size();
  }

  private static double deviation(List<FeatureRow> rows, int feature, double mean) {
    double sum = 0;
    for (FeatureRow row : rows) {
      double difference = row.values[feature] - mean;
      sum += difference * difference;
    }
    return StrictMath.sqrt(sum / rows.size());
  }

  /** Exactly: rounding alone can give equal values a mean that none of them has. */
  private static boolean varies(List<FeatureRow> rows, int feature) {
    double first = rows.get(0).values[feature];
    for (FeatureRow row : rows) {
      if (row.values[feature] != first) {
        return true;
      }
    }
    return false;
  }
}
