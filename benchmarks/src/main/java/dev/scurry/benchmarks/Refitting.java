package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.WeightedLloyd;
import java.util.Arrays;

/** Learns nothing: runs K-Means over the rows of each batch anew. */
final class Refitting implements StreamTraining {

  private final LloydOptions options;
  private final int dimensions;
  private double[] rows = {};
  private long batch;

  Refitting(LloydOptions options, int dimensions) {
    this.options = options;
    this.dimensions = dimensions;
  }

  @Override
  public void learn(double[] rows) {
    this.rows = rows;
    batch++;
  }

  /** Each row is a micro-cluster of its own: the reduce is then Lloyd over the rows. */
  @Override
  public KMeansModel model() {
    int n = rows.length / dimensions;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    MicroClusters points = MicroClusters.of(n, dimensions, ones, rows, new double[rows.length]);
    return WeightedLloyd.reduce(points, Metric.plain(dimensions), options, new double[0], batch);
  }
}
