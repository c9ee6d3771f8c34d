package dev.scurry.cli.density;

import dev.scurry.job.daily.DensityAlgorithm;
import dev.scurry.job.daily.DensityParameters;
import dev.scurry.job.daily.HyperParameters;
import java.io.IOException;

/** An algorithm with all its parameters. */
public interface DensityClustering {

  /** A larger distance is as good as none where distances are summed. */
  double LARGEST = 1e70;

  /**
   * Takes an algorithm's parameters, with scikit-learn's defaults.
   *
   * @param points whether points will be clustered, not pairs
   * @throws WrongParameterException if one is not the algorithm's, or its value can't be
   */
  static DensityClustering of(
      DensityAlgorithm algorithm, HyperParameters parameters, boolean points) {
    takeMetric(parameters, points);
    DensityParameters all = DensityParameters.of(algorithm, parameters);
    return switch (algorithm) {
      case DBSCAN -> new DbscanClustering(all.eps(), all.minSamples());
      case HDBSCAN -> new HdbscanClustering(all.hdbscanOptions());
      case OPTICS -> OpticsClustering.of(all);
    };
  }

  Clustered ofPairs(PairSource pairs) throws IOException, InterruptedException;

  /**
   * The same for points, Euclidean.
   *
   * @param rows points x dimensions, row-major
   */
  Clustered ofPoints(double[] rows, int dimensions);

  private static void takeMetric(HyperParameters parameters, boolean points) {
    if (!points) {
      parameters.word("metric", "precomputed");
    } else if (parameters.word("metric", "euclidean", "minkowski").equals("minkowski")
        && parameters.number("p", 2, 0) != 2) {
      parameters.problem("p must be 2: distances are Euclidean");
    }
  }
}
