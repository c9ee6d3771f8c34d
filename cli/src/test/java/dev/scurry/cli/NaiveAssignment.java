package dev.scurry.cli;

import dev.scurry.schema.ClusterModel;

/** The nearest cluster of each row, by the book. */
record NaiveAssignment(long[] ids, double[] distances) {

  static NaiveAssignment of(ClusterModel model, double[][] rows) {
    long[] ids = new long[rows.length];
    double[] distances = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      distances[i] = Double.POSITIVE_INFINITY;
      for (int c = 0; c < model.k(); c++) {
        double distance = distance(rows[i], model.centroids()[c], model.scale());
        if (distance < distances[i]) {
          distances[i] = distance;
          ids[i] = model.clusterIds()[c];
        }
      }
    }
    return new NaiveAssignment(ids, distances);
  }

  private static double distance(double[] x, double[] centroid, double[] scale) {
    double sum = 0;
    for (int f = 0; f < x.length; f++) {
      double scaled = scale[f] == 0 ? 0 : (x[f] - centroid[f]) / scale[f];
      sum += scaled * scaled;
    }
    return Math.sqrt(sum);
  }

  double ssd() {
    double sum = 0;
    for (double distance : distances) {
      sum += distance * distance;
    }
    return sum;
  }
}
