package dev.scurry.cli.density;

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
  static DensityClustering of(Algorithm algorithm, HyperParameters parameters, boolean points) {
    takeMetric(parameters, points);
    DensityClustering clustering =
        switch (algorithm) {
          case DBSCAN -> DbscanClustering.of(parameters);
          case HDBSCAN -> HdbscanClustering.of(parameters);
          case OPTICS -> OpticsClustering.of(parameters);
        };
    parameters.refuseOthers(algorithm.name());
    return clustering;
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
      throw new WrongParameterException("p must be 2: distances are Euclidean");
    }
  }
}
