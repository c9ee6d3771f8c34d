package dev.scurry.job.assignment;

import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DistanceQuantiles;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Models of clusters on a line, in features views and comments. */
final class TestModels {

  private TestModels() {}

  /** Version n is trained through n x 1000 ms; ids are 0, 1, ... */
  static ModelUpdate trainedThrough(long windowEnd, double... centroids) {
    ClusterModel wire = wire(windowEnd, centroids);
    return new ModelUpdate(wire.version(), windowEnd, WireFormat.encode(wire));
  }

  static Segmenter segmenter(long windowEnd, double... centroids) {
    return new Segmenter(wire(windowEnd, centroids), 0.99);
  }

  /** Clusters at 0 and 10 with their distance quantiles 0.5 and 0.99. */
  static Segmenter reaching(double[] first, double[] second, double level) {
    ClusterModel plain = wire(1000, 0, 10);
    return new Segmenter(
        new ClusterModel(
            plain.name(),
            plain.version(),
            plain.trainedThrough(),
            plain.windowSizeMs(),
            plain.windowSlideMs(),
            plain.features(),
            plain.clusterIds(),
            plain.nextClusterId(),
            plain.centroids(),
            plain.weights(),
            plain.scale(),
            plain.msd(),
            plain.ssd(),
            null,
            null,
            new DistanceQuantiles(new double[] {0.5, 0.99}, new double[][] {first, second}),
            null,
            null,
            null,
            plain.parameters(),
            plain.format()),
        level);
  }

  static ClusterModel wire(long windowEnd, double... centroids) {
    double[] ones = new double[centroids.length];
    Arrays.fill(ones, 1);
    return new ClusterModel(
        "test",
        windowEnd / 1000,
        Instant.ofEpochMilli(windowEnd).toString(),
        1000L,
        1000L,
        List.of("views", "comments"),
        LongStream.range(0, centroids.length).toArray(),
        Arrays.stream(centroids).mapToObj(x -> new double[] {x, 0}).toArray(double[][]::new),
        ones,
        new double[] {2, 1},
        0,
        0,
        Map.of(),
        WireFormat.VERSION);
  }
}
