package dev.scurry.cli;

import dev.scurry.schema.ClusterModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What marks a segment: its features that lie furthest from the mean of all segments.
 *
 * @param cluster id of the cluster
 * @param weight decayed weight it holds
 * @param marks most marking first
 */
record SegmentProfile(long cluster, double weight, List<Mark> marks) {

  private static final int MARKS = 3;

  /**
   * @param z distance from the weighted mean of the centroids, in the model's scale, signed
   */
  record Mark(String feature, double z) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %s%.1f", feature, z < 0 ? "-" : "+", Math.abs(z));
    }
  }

  /** The profiles of a model's clusters, in the model's order. */
  static List<SegmentProfile> of(ClusterModel model) {
    double[] mean = mean(model);
    List<SegmentProfile> profiles = new ArrayList<>();
    for (int cluster = 0; cluster < model.k(); cluster++) {
      double[] centroid = model.centroids()[cluster];
      List<Mark> marks =
          IntStream.range(0, mean.length)
              .filter(feature -> model.scale()[feature] > 0)
              .mapToObj(
                  feature ->
                      new Mark(
                          model.features().get(feature),
                          (centroid[feature] - mean[feature]) / model.scale()[feature]))
              .sorted(Comparator.comparingDouble(mark -> -Math.abs(mark.z())))
              .limit(MARKS)
              .toList();
      profiles.add(
          new SegmentProfile(model.clusterIds()[cluster], model.weights()[cluster], marks));
    }
    return profiles;
  }

  String marked() {
    return marks.stream().map(Mark::toString).collect(Collectors.joining(", "));
  }

  private static double[] mean(ClusterModel model) {
    double[] mean = new double[model.features().size()];
    double total = 0;
    for (int cluster = 0; cluster < model.k(); cluster++) {
      double weight = model.weights()[cluster];
      total += weight;
      for (int feature = 0; feature < mean.length; feature++) {
        mean[feature] += weight * model.centroids()[cluster][feature];
      }
    }
    for (int feature = 0; feature < mean.length; feature++) {
      mean[feature] /= total;
    }
    return mean;
  }
}
