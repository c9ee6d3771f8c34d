package dev.scurry.cli.density;

import java.io.IOException;

/** An algorithm with all its parameters. */
public interface DensityClustering {

  /**
   * Takes an algorithm's parameters, with scikit-learn's defaults.
   *
   * @param points whether points will be clustered, not pairs
   * @throws WrongParameterException if one is not the algorithm's, or its value can't be
   */
  static DensityClustering of(Algorithm algorithm, HyperParameters parameters, boolean points) {
    parameters.word("metric", points ? new String[] {"euclidean"} : new String[] {"precomputed"});
    DensityClustering clustering =
        switch (algorithm) {
          case DBSCAN -> DbscanClustering.of(parameters);
          case HDBSCAN, OPTICS -> throw new WrongParameterException("not there yet");
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
}
