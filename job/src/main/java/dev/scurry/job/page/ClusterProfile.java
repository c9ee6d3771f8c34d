package dev.scurry.job.page;

/**
 * What the rows of each cluster are like.
 *
 * @param sizes rows of each cluster
 * @param total rows of all, also of those in no cluster or in one that is not here
 * @param means of each cluster and feature, k x d
 * @param overall mean of each feature
 * @param deviations population standard deviation of each feature
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClusterProfile(
    double[] sizes, double total, double[] means, double[] overall, double[] deviations) {

  public int k() {
    return sizes.length;
  }

  public int dimensions() {
    return overall.length;
  }

  /** A cluster's mean; 0 where it is nothing beside what the feature varies by. */
  public double mean(int cluster, int feature) {
    double mean = means[cluster * overall.length + feature];
    return Math.abs(mean) < 1e-12 * deviations[feature] ? 0 : mean;
  }

  /** How many standard deviations of all rows a cluster's mean lies above theirs. */
  public double score(int cluster, int feature) {
    double deviation = deviations[feature];
    return deviation == 0 ? 0 : (mean(cluster, feature) - overall[feature]) / deviation;
  }

  /** How far the clusters lie apart in a feature: the greatest distance of a mean from all's. */
  public double spread(int feature) {
    double spread = 0;
    for (int cluster = 0; cluster < k(); cluster++) {
      spread = Math.max(spread, Math.abs(score(cluster, feature)));
    }
    return spread;
  }

  public double share(int cluster) {
    return sizes[cluster] / total;
  }
}
