package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;

/** Learns batch by batch, and can be asked for a model after each. */
interface StreamTraining {

  void learn(double[] rows);

  KMeansModel model();
}
