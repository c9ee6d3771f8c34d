package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairForest;
import java.util.function.Consumer;

/** The second pass of HDBSCAN: the forest of least reachability. Memory O(points). */
final class ForestLearner implements PairLearner {

  private final PairForest forest;
  private long within;

  /**
   * @param cores at least one
   */
  ForestLearner(double[] cores) {
    this.forest = new PairForest(cores);
  }

  @Override
  public void growTo(int points) {
    // all points are known by now
  }

  @Override
  public void add(int i, int j, double distance) {
    if (distance <= CoresLearner.LARGEST) {
      within++;
      forest.add(i, j, distance);
    }
  }

  @Override
  public long within() {
    return within;
  }

  @Override
  public void handOver(Consumer<Finding> taker) {
    WeightChunks chunks = new WeightChunks(forest.points(), taker);
    forest.handOver(chunks);
    chunks.flush();
  }
}
