package dev.scurry.job.daily;

import java.util.function.Consumer;

/** What a reader of distances learns from them, in its own numbering of the points. */
interface PairLearner {

  /** For the first pass over the pairs; only HDBSCAN needs another. */
  static PairLearner of(DensityParameters parameters) {
    return switch (parameters.algorithm()) {
      case DBSCAN -> new DbscanLearner(parameters.eps(), parameters.minSamples());
      case HDBSCAN -> new CoresLearner(parameters.minSamples());
      case OPTICS -> new OpticsLearner(parameters);
    };
  }

  /** Of features, whose workers all number the points alike: OPTICS is left to one worker. */
  static PairLearner ofFeatures(DensityParameters parameters, Consumer<Finding> taker) {
    return parameters.algorithm() == DensityAlgorithm.OPTICS
        ? new ForwardingLearner(parameters, taker)
        : of(parameters);
  }

  /** Makes it at least so many points. */
  void growTo(int points);

  /**
   * A pair of points that it was made for.
   *
   * @param distance finite, >= 0
   */
  void add(int i, int j, double distance);

  /** How many pairs were near enough to count. */
  long within();

  /** Passes on all that is known. */
  void handOver(Consumer<Finding> taker);
}
