package dev.scurry.clustering.judging;

import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import java.util.Arrays;
import java.util.OptionalInt;

/** How much better k clusters describe the data than they describe data without any. Immutable. */
public final class GapStatistic {

  /*
   * Tibshirani, Walther, Hastie, Estimating the number of clusters in a data set via the gap
   * statistic, J. R. Statist. Soc. B 63(2), 2001, section 3. With W the pooled within-cluster sum
   * of squares, B references drawn evenly over the range of each feature (their choice a), W* theirs,
   *
   *   Gap(k) = mean over b of log W*(k, b)  -  log W(k)
   *   s(k)   = sd over b of log W*(k, b)  x  sqrt(1 + 1 / B)          (sd with divisor B)
   *   k      = the smallest with  Gap(k) >= Gap(k + 1) - s(k + 1)
   *
   * On micro-clusters the reference takes the data's way: points drawn in the box (as many as the
   * weight, at most 1,024, at least one a micro-cluster) are absorbed into as many micro-clusters as
   * the data have and reduced with the same options; both costs include what lies inside the
   * micro-clusters. A micro-cluster reaches sqrt(3) standard deviations to either side of its mean:
   * the half width of an even spread of that variance, and nothing for a single point. So where the
   * points themselves are the micro-clusters this is the statistic of the paper to the letter.
   */

  private final int kMin;
  private final double[] gaps;
  private final double[] errors;

  private GapStatistic(int kMin, double[] gaps, double[] errors) {
    this.kMin = kMin;
    this.gaps = gaps;
    this.errors = errors;
  }

  /**
   * The statistic of costs that were measured already.
   *
   * @param kMin the k of the first cost, >= 1
   * @param ssd of the data for each k, >= 0; where it is 0 the gap is infinite
   * @param references the same for each reference, at least one
   */
  public static GapStatistic of(int kMin, double[] ssd, double[][] references) {
    Gate.range(kMin, kMin);
    Gate.require(ssd.length > 0, "there is no curve");
    Gate.require(references.length > 0, "there are no references");
    double[] gaps = new double[ssd.length];
    double[] errors = new double[ssd.length];
    for (int i = 0; i < ssd.length; i++) {
      Gate.require(ssd[i] >= 0 && ssd[i] <= Double.MAX_VALUE, "ssd must be >= 0, not %s", ssd[i]);
      double[] logs = logs(references, i, ssd.length);
      double mean = mean(logs);
      gaps[i] = ssd[i] == 0 ? Double.POSITIVE_INFINITY : mean - StrictMath.log(ssd[i]);
      errors[i] = deviation(logs, mean) * Math.sqrt(1 + 1.0 / logs.length);
    }
    return new GapStatistic(kMin, gaps, errors);
  }

  /**
   * The statistic of micro-clusters.
   *
   * @param curve of these micro-clusters, made with these options
   * @param references how many, >= 1
   */
  public static GapStatistic of(
      KCurve curve,
      MicroClusters micro,
      Metric metric,
      LloydOptions lloyd,
      int references,
      long seed) {
    Gate.require(references >= 1, "references must be >= 1, not %d", references);
    double[] ssd = curve.ssd();
    double[][] costs = new double[references][];
    UniformReference uniform = new UniformReference(micro);
    for (int b = 0; b < references; b++) {
      MicroClusters drawn = uniform.draw(metric, Seeds.of(seed, b));
      costs[b] =
          KCurve.of(drawn, metric, lloyd, curve.kMin(), curve.kMax(), Seeds.of(seed, b, 1)).ssd();
      // The curve of a reference is shorter only where the data's cost is 0 and theirs is too.
      costs[b] = Arrays.copyOf(costs[b], ssd.length);
    }
    return of(curve.kMin(), ssd, costs);
  }

  private static double[] logs(double[][] references, int index, int length) {
    double[] logs = new double[references.length];
    for (int b = 0; b < logs.length; b++) {
      Gate.require(references[b].length == length, "%d costs of %d", references[b].length, length);
      double cost = references[b][index];
      Gate.require(cost >= 0 && cost <= Double.MAX_VALUE, "ssd must be >= 0, not %s", cost);
      logs[b] = StrictMath.log(Math.max(cost, Double.MIN_NORMAL));
    }
    return logs;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** Gap(k) for each k of the curve; infinite where the data's cost is 0. */
  public double[] gaps() {
    return gaps.clone();
  }

  /** s(k) for each k of the curve. */
  public double[] errors() {
    return errors.clone();
  }

  /** The smallest k within one standard error of the next; empty where the gap rises to the end. */
  public OptionalInt chosen() {
    for (int i = 0; i + 1 < gaps.length; i++) {
      if (gaps[i] >= gaps[i + 1] - errors[i + 1]) {
        return OptionalInt.of(kMin + i);
      }
    }
    return OptionalInt.empty();
  }
}
