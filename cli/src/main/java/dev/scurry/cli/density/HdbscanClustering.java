package dev.scurry.cli.density;

import dev.scurry.clustering.density.Hdbscan;
import dev.scurry.clustering.density.HdbscanOptions;
import dev.scurry.clustering.density.HdbscanResult;
import dev.scurry.clustering.density.PairCoreDistances;
import dev.scurry.clustering.density.PairForest;
import java.io.IOException;
import java.util.List;

/** HDBSCAN: two passes over the pairs, memory O(points x min_samples). */
record HdbscanClustering(HdbscanOptions options) implements DensityClustering {

  @Override
  public Clustered ofPairs(PairSource pairs) throws IOException, InterruptedException {
    double[] coreDistances = coreDistances(pairs);
    if (coreDistances.length == 0) {
      return Clustered.NOTHING;
    }
    PairForest forest = new PairForest(coreDistances);
    pairs.read(
        (i, j, distance) -> {
          if (distance <= LARGEST) {
            forest.add(i, j, distance);
          }
        });
    return clustered(Hdbscan.ofForest(forest, options));
  }

  @Override
  public Clustered ofPoints(double[] rows, int dimensions) {
    return clustered(Hdbscan.ofPoints(rows, dimensions, options));
  }

  private double[] coreDistances(PairSource pairs) throws IOException, InterruptedException {
    PairCoreDistances known = new PairCoreDistances(0, options.minSamples());
    pairs.read(
        (i, j, distance) -> {
          if (distance <= LARGEST) {
            known.growTo(Math.max(i, j) + 1);
            known.add(i, j, distance);
          }
        });
    known.growTo(pairs.points());
    return known.coreDistances();
  }

  private static Clustered clustered(HdbscanResult result) {
    return new Clustered(
        result.labels(),
        List.of(
            new Clustered.Column("probability", result.probabilities()),
            new Clustered.Column("outlier_score", result.outlierScores())));
  }
}
