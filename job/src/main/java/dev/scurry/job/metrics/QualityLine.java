package dev.scurry.job.metrics;

/**
 * The log line from which a SageMaker tuning job reads a metric; its regular expression is fixed.
 */
public final class QualityLine {

  private QualityLine() {}

  /**
   * @param channel train or test
   * @param metric msd or ssd
   */
  public static String of(String channel, String metric, double value) {
    return "#quality_metric: host=algo-1, " + channel + " " + metric + " <loss>=" + value;
  }
}
