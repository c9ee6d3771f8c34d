package dev.scurry.cli.density;

import dev.scurry.clustering.density.Dbscan;
import dev.scurry.clustering.density.DbscanResult;
import dev.scurry.clustering.density.PairDbscan;
import java.io.IOException;
import java.util.List;

/** DBSCAN: one pass, memory O(points x min_samples). */
record DbscanClustering(double eps, int minSamples) implements DensityClustering {

  @Override
  public Clustered ofPairs(PairSource pairs) throws IOException, InterruptedException {
    PairDbscan dbscan = new PairDbscan(0, minSamples);
    pairs.read((i, j, distance) -> add(dbscan, i, j, distance));
    dbscan.growTo(pairs.points());
    return clustered(DbscanResult.of(dbscan));
  }

  @Override
  public Clustered ofPoints(double[] rows, int dimensions) {
    return clustered(Dbscan.ofPoints(rows, dimensions, eps, minSamples));
  }

  private void add(PairDbscan dbscan, int i, int j, double distance) {
    if (distance <= eps) {
      dbscan.growTo(Math.max(i, j) + 1);
      dbscan.add(i, j);
    }
  }

  private static Clustered clustered(DbscanResult result) {
    double[] core = new double[result.core().length];
    for (int point = 0; point < core.length; point++) {
      core[point] = result.core()[point] ? 1 : 0;
    }
    return new Clustered(result.labels(), List.of(new Clustered.Column("core", core)));
  }
}
