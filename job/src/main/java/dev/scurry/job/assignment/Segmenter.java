package dev.scurry.job.assignment;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import dev.scurry.schema.Assignment.Reason;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DistanceQuantiles;
import java.util.Arrays;
import java.util.List;

/** A published model, ready to assign. */
final class Segmenter {

  private final ClusterModel wire;
  private final KMeansModel model;

  /** How far each cluster reaches; NaN where the model does not say. */
  private final double[] limits;

  /**
   * @param outlierQuantile the published distance quantile beyond which a user is an outlier
   */
  Segmenter(ClusterModel wire, double outlierQuantile) {
    this.wire = wire;
    this.model =
        new KMeansModel(
            Metric.of(wire.scale()),
            Arrays.stream(wire.centroids()).flatMapToDouble(Arrays::stream).toArray(),
            wire.weights(),
            wire.ssd());
    this.limits = new double[wire.k()];
    for (int row = 0; row < limits.length; row++) {
      limits[row] = limit(wire.distances(), row, outlierQuantile);
    }
  }

  private static double limit(DistanceQuantiles distances, int row, double level) {
    int column = distances == null ? -1 : Arrays.binarySearch(distances.levels(), level);
    return column < 0 || distances.quantiles()[row].length == 0
        ? Double.NaN
        : distances.quantiles()[row][column];
  }

  /** Id of the nearest cluster. */
  long closest(double[] features) {
    return wire.clusterIds()[model.closestCluster(features)];
  }

  Segment assign(double[] features) {
    int row = model.closestCluster(features);
    int second = second(features, row);
    double distance = model.distanceToCluster(features, row);
    Boolean outlier = Double.isNaN(limits[row]) ? null : distance > limits[row];
    return new Segment(
        wire.clusterIds()[row],
        distance,
        second < 0 ? null : wire.clusterIds()[second],
        second < 0 ? null : model.distanceToCluster(features, second),
        outlier,
        reasons(features, row, Boolean.TRUE.equals(outlier) ? -1 : second));
  }

  /** Row of the nearest centroid but one, the first of equally near ones; -1 without one. */
  private int second(double[] features, int nearest) {
    int second = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int row = 0; row < model.k(); row++) {
      double distance = row == nearest ? least : model.distanceToCluster(features, row);
      if (distance < least) {
        least = distance;
        second = row;
      }
    }
    return second;
  }

  private List<Reason> reasons(double[] features, int row, int second) {
    Explanation explanation = new Explanation(wire.features(), wire.scale(), features);
    return second < 0
        ? explanation.ofDistance(wire.centroids()[row])
        : explanation.ofDifference(wire.centroids()[row], wire.centroids()[second]);
  }

  long version() {
    return wire.version();
  }

  /** Null where the model has not learned from windows. */
  String trainedThrough() {
    return wire.trainedThrough();
  }

  /**
   * Where a user belongs.
   *
   * @param distance Euclidean, in the model's metric
   * @param runnerUp id of the second nearest cluster; null without one
   * @param runnerUpDistance null without one
   * @param outlier null where the model does not say how far the cluster reaches
   */
  record Segment(
      long cluster,
      double distance,
      Long runnerUp,
      Double runnerUpDistance,
      Boolean outlier,
      List<Reason> reasons) {

    /** 0: both are as near; 1: he is at the centroid; null without a runner-up. */
    Double margin() {
      if (runnerUpDistance == null) {
        return null;
      }
      return runnerUpDistance == 0 ? 0 : 1 - distance / runnerUpDistance;
    }
  }
}
