package dev.scurry.job.daily;

import java.util.function.Consumer;

/** Learns nothing: passes the pairs within OPTICS' max_eps on at once. */
final class ForwardingLearner implements PairLearner {

  private final double reach;
  private final Consumer<Finding> taker;
  private WeightChunks chunks;
  private long within;

  ForwardingLearner(DensityParameters parameters, Consumer<Finding> taker) {
    this.reach = Math.min(parameters.maxEps(), CoresLearner.LARGEST);
    this.taker = taker;
  }

  @Override
  public void growTo(int points) {
    chunks = new WeightChunks(points, taker);
  }

  @Override
  public void add(int i, int j, double distance) {
    if (distance <= reach) {
      within++;
      chunks.accept(i, j, distance);
    }
  }

  @Override
  public long within() {
    return within;
  }

  @Override
  public void handOver(Consumer<Finding> rest) {
    chunks.flush();
  }
}
