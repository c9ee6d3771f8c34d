package dev.scurry.job.daily.report;

import dev.scurry.clustering.Metric;
import dev.scurry.clustering.judging.DaviesBouldin;
import dev.scurry.clustering.judging.Silhouette;
import dev.scurry.schema.DailyQuality;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Judges clusters by the coordinates of their users; noise is left out. */
final class VectorJudge {

  /** Users that a silhouette is taken of: its time is their square. */
  private static final int SILHOUETTE = 10_000;

  /** Clusters that an index which compares each with each is taken of. */
  private static final int COMPARED = 2_000;

  private static final long SEED = 1;

  private final UserVectors vectors;
  private final int[] labels;
  private final int clusters;

  /**
   * @param labels of the users who have vectors
   */
  VectorJudge(UserVectors vectors, int[] labels, int clusters) {
    this.vectors = vectors;
    this.labels = labels;
    this.clusters = clusters;
  }

  DailyQuality.Features features() {
    int[] rows = IntStream.range(0, labels.length).filter(row -> labels[row] >= 0).toArray();
    int[] own = Arrays.stream(rows).map(row -> labels[row]).toArray();
    long distinct = Arrays.stream(own).distinct().count();
    boolean comparable = distinct >= 2 && distinct < own.length && own.length >= 3;
    double[] points = comparable ? coordinates(rows) : new double[0];
    Metric metric = Metric.plain(vectors.dimensions());
    Double silhouette = comparable ? silhouette(points, own, metric) : null;
    return new DailyQuality.Features(
        vectors.names(),
        vectors.users(),
        vectors.size(),
        vectors.standardised(),
        silhouette,
        silhouette == null ? 0 : Math.min(SILHOUETTE, own.length),
        comparable && distinct <= COMPARED ? DaviesBouldin.of(points, own, metric) : null);
  }

  /** Null where the sample holds one cluster only. */
  private static Double silhouette(double[] points, int[] labels, Metric metric) {
    try {
      return Silhouette.sampled(points, labels, metric, SILHOUETTE, SEED);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private double[] coordinates(int[] rows) {
    int d = vectors.dimensions();
    double[] points = new double[rows.length * d];
    for (int at = 0; at < rows.length; at++) {
      System.arraycopy(vectors.coordinates(), rows[at] * d, points, at * d, d);
    }
    return points;
  }

  /** By cluster; null where none of its users has features. */
  DailyQuality.Spread[] spreads() {
    double[] means = means();
    double[] distances = new double[labels.length];
    for (int row = 0; row < labels.length; row++) {
      distances[row] = labels[row] < 0 ? 0 : distance(row, means);
    }
    DailyQuality.Spread[] spreads = new DailyQuality.Spread[clusters];
    int[][] members = members();
    for (int cluster = 0; cluster < clusters; cluster++) {
      double[] own = Arrays.stream(members[cluster]).mapToDouble(row -> distances[row]).toArray();
      spreads[cluster] = spread(own);
    }
    return spreads;
  }

  private static DailyQuality.Spread spread(double[] distances) {
    if (distances.length == 0) {
      return null;
    }
    Arrays.sort(distances);
    int middle = distances.length / 2;
    double median =
        distances.length % 2 == 1
            ? distances[middle]
            : (distances[middle - 1] + distances[middle]) / 2;
    return new DailyQuality.Spread(distances[0], median, distances[distances.length - 1]);
  }

  private int[][] members() {
    int[] sizes = new int[clusters];
    for (int label : labels) {
      if (label >= 0) {
        sizes[label]++;
      }
    }
    int[][] members = new int[clusters][];
    Arrays.setAll(members, cluster -> new int[sizes[cluster]]);
    for (int row = labels.length - 1; row >= 0; row--) {
      if (labels[row] >= 0) {
        members[labels[row]][--sizes[labels[row]]] = row;
      }
    }
    return members;
  }

  private double[] means() {
    return ClusterMeans.of(vectors.coordinates(), vectors.dimensions(), labels, clusters);
  }

  private double distance(int row, double[] means) {
    int d = vectors.dimensions();
    double sum = 0;
    for (int f = 0; f < d; f++) {
      double difference = vectors.coordinates()[row * d + f] - means[labels[row] * d + f];
      sum += difference * difference;
    }
    return StrictMath.sqrt(sum);
  }
}
