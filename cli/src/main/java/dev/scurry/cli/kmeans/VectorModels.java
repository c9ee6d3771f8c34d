package dev.scurry.cli.kmeans;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A model of vectors, as mathematics and as it crosses a wire. */
final class VectorModels {

  private VectorModels() {}

  /**
   * The wire form of a model that has seen no windows: ids are the rows, from 0 on; features are
   * f0, f1 and so on.
   */
  static ClusterModel wire(String name, KMeansModel model, Map<String, String> parameters) {
    return new ClusterModel(
        name,
        1,
        null,
        null,
        null,
        IntStream.range(0, model.dimensions()).mapToObj(f -> "f" + f).toList(),
        LongStream.range(0, model.k()).toArray(),
        IntStream.range(0, model.k()).mapToObj(model::centroid).toArray(double[][]::new),
        model.weights(),
        model.metric().scale(),
        model.msd(),
        model.ssd(),
        parameters,
        WireFormat.VERSION);
  }

  /**
   * The mathematics of a wire form.
   *
   * @throws IllegalArgumentException if its parts don't agree
   */
  static KMeansModel mathematics(ClusterModel wire) {
    double[] centroids = Arrays.stream(wire.centroids()).flatMapToDouble(Arrays::stream).toArray();
    if (wire.clusterIds().length != wire.k()) {
      throw new IllegalArgumentException(
          wire.clusterIds().length + " cluster ids for " + wire.k() + " centroids");
    }
    return new KMeansModel(Metric.of(wire.scale()), centroids, wire.weights(), wire.ssd());
  }

  /** The model without clusters that no row is nearest to. */
  static KMeansModel withoutEmptyClusters(KMeansModel model) {
    int[] held = IntStream.range(0, model.k()).filter(row -> model.weight(row) > 0).toArray();
    double[] weights = Arrays.stream(held).mapToDouble(model::weight).toArray();
    double[] centroids =
        Arrays.stream(held)
            .boxed()
            .flatMapToDouble(row -> Arrays.stream(model.centroid(row)))
            .toArray();
    return held.length == model.k()
        ? model
        : new KMeansModel(model.metric(), centroids, weights, model.ssd());
  }
}
