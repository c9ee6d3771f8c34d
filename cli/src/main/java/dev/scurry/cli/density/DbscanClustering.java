package dev.scurry.cli.density;

import dev.scurry.clustering.density.PairDbscan;
import dev.scurry.clustering.density.RadiusPairs;
import java.io.IOException;
import java.util.List;

/** DBSCAN: one pass, memory O(points x min_samples). */
record DbscanClustering(double eps, int minSamples) implements DensityClustering {

  static DbscanClustering of(HyperParameters parameters) {
    return new DbscanClustering(
        parameters.number("eps", 0.5, 0), parameters.count("min_samples", 5, 1));
  }

  @Override
  public Clustered ofPairs(PairSource pairs) throws IOException, InterruptedException {
    PairDbscan dbscan = new PairDbscan(0, minSamples);
    pairs.read((i, j, distance) -> add(dbscan, i, j, distance));
    dbscan.growTo(pairs.points());
    return clustered(dbscan);
  }

  @Override
  public Clustered ofPoints(double[] rows, int dimensions) {
    int points = dimensions == 0 ? 0 : rows.length / dimensions;
    PairDbscan dbscan = new PairDbscan(points, minSamples);
    new RadiusPairs(rows, dimensions, eps)
        .find(0, points, 0, points, (i, j, distance) -> dbscan.add(i, j));
    return clustered(dbscan);
  }

  private static Clustered clustered(PairDbscan dbscan) {
    double[] core = new double[dbscan.points()];
    for (int point = 0; point < core.length; point++) {
      core[point] = dbscan.isCore(point) ? 1 : 0;
    }
    return new Clustered(dbscan.labels(), List.of(new Clustered.Column("core", core)));
  }

  private void add(PairDbscan dbscan, int i, int j, double distance) {
    if (distance <= eps) {
      dbscan.growTo(Math.max(i, j) + 1);
      dbscan.add(i, j);
    }
  }
}
