package dev.scurry.job.daily.report;

import java.util.List;

/**
 * Features of the day's users, or of a sample of them, in the order of their ranks.
 *
 * @param names of the d features
 * @param users of the day who have features
 * @param ranks of the n users who are here
 * @param rows n x d, as they are
 * @param means of the rows
 * @param deviations of the rows, population; 0 where a feature does not vary
 * @param standardised whether coordinates are in deviations from the mean; else they are the rows
 * @param coordinates n x d: the space in which the users are judged
 * @param digests of the features of all users who have some
 */
@SuppressWarnings("ArrayRecordComponent")
public record UserVectors(
    List<String> names,
    long users,
    int[] ranks,
    double[] rows,
    double[] means,
    double[] deviations,
    boolean standardised,
    double[] coordinates,
    FeatureDigests digests) {

  /** Beyond this, squares of raw numbers are of no use. */
  private static final double LARGEST_RAW = 1e15;

  /**
   * Of features by rank.
   *
   * @param digests of all users who have features
   * @param byRank null where a user has none or was not drawn; not all are null
   * @param standardise whether the day is judged in deviations; where a number is beyond 1e15 it is
   *     in any case
   */
  public static UserVectors of(
      List<String> names, FeatureDigests digests, double[][] byRank, boolean standardise) {
    int n = 0;
    for (double[] values : byRank) {
      n += values == null ? 0 : 1;
    }
    int d = names.size();
    int[] ranks = new int[n];
    double[] rows = new double[n * d];
    int row = 0;
    for (int rank = 0; rank < byRank.length; rank++) {
      if (byRank[rank] != null) {
        System.arraycopy(byRank[rank], 0, rows, row * d, d);
        ranks[row++] = rank;
      }
    }
    double[] means = new double[d];
    double[] deviations = new double[d];
    for (int f = 0; f < d; f++) {
      means[f] = mean(rows, f, d);
      deviations[f] = deviation(rows, f, d, means[f]);
    }
    boolean standardised = standardise || largest(rows) > LARGEST_RAW;
    double[] coordinates = standardised ? standardised(rows, means, deviations) : rows;
    return new UserVectors(
        names, digests.users(), ranks, rows, means, deviations, standardised, coordinates, digests);
  }

  public int dimensions() {
    return names.size();
  }

  public int size() {
    return ranks.length;
  }

  /** The rows in deviations from their mean. */
  double[] inDeviations() {
    return standardised ? coordinates : standardised(rows, means, deviations);
  }

  private static double mean(double[] rows, int feature, int d) {
    double sum = 0;
    for (int at = feature; at < rows.length; at += d) {
      sum += rows[at];
    }
    return sum / (rows.length / d);
  }

  private static double deviation(double[] rows, int feature, int d, double mean) {
    double sum = 0;
    boolean varies = false;
    for (int at = feature; at < rows.length; at += d) {
      double difference = rows[at] - mean;
      sum += difference * difference;
      varies |= rows[at] != rows[feature];
    }
    return varies ? StrictMath.sqrt(sum / (rows.length / d)) : 0;
  }

  private static double largest(double[] rows) {
    double largest = 0;
    for (double value : rows) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] standardised(double[] rows, double[] means, double[] deviations) {
    double[] coordinates = new double[rows.length];
    for (int at = 0; at < rows.length; at++) {
      int f = at % means.length;
      coordinates[at] = deviations[f] == 0 ? 0 : (rows[at] - means[f]) / deviations[f];
    }
    return coordinates;
  }
}
