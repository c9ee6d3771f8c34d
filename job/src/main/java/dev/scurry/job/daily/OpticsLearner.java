package dev.scurry.job.daily;

import dev.scurry.clustering.density.OpticsOrdering;
import dev.scurry.clustering.density.PairOptics;
import java.util.Arrays;
import java.util.function.Consumer;

/** All of OPTICS, which one reader must do alone: memory O(pairs within maxEps). */
final class OpticsLearner implements PairLearner {

  private static final int LABELS_OF_A_FINDING = 1 << 14;

  private final DensityParameters parameters;
  private final PairOptics optics;
  private int points;
  private long within;

  OpticsLearner(DensityParameters parameters) {
    this.parameters = parameters;
    this.optics = new PairOptics(0, parameters.minSamples(), parameters.maxEps());
  }

  @Override
  public void growTo(int atLeast) {
    points = Math.max(points, atLeast);
    optics.growTo(atLeast);
  }

  @Override
  public void add(int i, int j, double distance) {
    if (distance <= parameters.maxEps() && distance <= CoresLearner.LARGEST) {
      within++;
      optics.add(i, j, distance);
    }
  }

  @Override
  public long within() {
    return within;
  }

  @Override
  public void handOver(Consumer<Finding> taker) {
    int[] labels = points == 0 ? new int[0] : labels(optics, parameters);
    for (int first = 0; first < points; first += LABELS_OF_A_FINDING) {
      int end = Math.min(points, first + LABELS_OF_A_FINDING);
      taker.accept(Finding.ofLabels(0, first, Arrays.copyOfRange(labels, first, end)));
    }
  }

  static int[] labels(PairOptics optics, DensityParameters parameters) {
    OpticsOrdering ordering = optics.ordering();
    return parameters.clusterMethod() == OpticsMethod.XI
        ? ordering.xiLabels(parameters.opticsXi())
        : ordering.dbscanLabels(parameters.eps());
  }
}
