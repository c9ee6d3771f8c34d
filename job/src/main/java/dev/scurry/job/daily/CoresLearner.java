package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairCoreDistances;
import java.util.function.Consumer;

/** The first pass of HDBSCAN, over the core distances: memory O(points x minSamples). */
final class CoresLearner implements PairLearner {

  /** A larger distance is as good as none where distances are summed. */
  static final double LARGEST = 1e70;

  private final PairCoreDistances cores;
  private long within;

  CoresLearner(int minSamples) {
    this.cores = new PairCoreDistances(0, minSamples);
  }

  @Override
  public void growTo(int points) {
    cores.growTo(points);
  }

  @Override
  public void add(int i, int j, double distance) {
    if (distance <= LARGEST) {
      within++;
      cores.add(i, j, distance);
    }
  }

  @Override
  public long within() {
    return within;
  }

  @Override
  public void handOver(Consumer<Finding> taker) {
    WeightChunks chunks = new WeightChunks(cores.points(), taker);
    cores.handOver(chunks);
    chunks.flush();
  }
}
