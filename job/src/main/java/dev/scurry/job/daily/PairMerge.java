package dev.scurry.job.daily;

import java.util.function.Consumer;

/** Brings together what several readers learned from their pairs, see {@link PairLearner}. */
interface PairMerge {

  static PairMerge of(DensityParameters parameters) {
    return switch (parameters.algorithm()) {
      case DBSCAN -> new DbscanMerge(parameters.minSamples());
      case HDBSCAN -> new CoresMerge(parameters.minSamples());
      case OPTICS -> new LabelsMerge();
    };
  }

  /**
   * Takes what a reader handed over.
   *
   * @param ranking knows the numbers of its keys
   */
  void add(Finding finding, KeyRanking ranking);

  /**
   * Passes on all that is known, in ranks.
   *
   * @param ranks by number
   */
  void handOver(int[] ranks, Consumer<Finding> taker);
}
