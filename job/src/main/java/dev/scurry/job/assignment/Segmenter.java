package dev.scurry.job.assignment;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import dev.scurry.schema.ClusterModel;
import java.time.Instant;
import java.util.Arrays;

/** A published model, ready to assign. */
final class Segmenter {

  private final ClusterModel wire;
  private final KMeansModel model;

  Segmenter(ClusterModel wire) {
    this.wire = wire;
    this.model =
        new KMeansModel(
            Metric.of(wire.scale()),
            Arrays.stream(wire.centroids()).flatMapToDouble(Arrays::stream).toArray(),
            wire.weights(),
            wire.ssd());
  }

  Segment assign(double[] features) {
    int row = model.closestCluster(features);
    return new Segment(wire.clusterIds()[row], model.distanceToCluster(features, row));
  }

  long version() {
    return wire.version();
  }

  String trainedThrough() {
    return wire.trainedThrough();
  }

  long trainedThroughMs() {
    return Instant.parse(wire.trainedThrough()).toEpochMilli();
  }

  /** A cluster's id and the Euclidean distance to it in the model's metric. */
  record Segment(long cluster, double distance) {}
}
