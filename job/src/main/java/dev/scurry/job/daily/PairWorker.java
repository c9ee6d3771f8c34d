package dev.scurry.job.daily;

import dev.scurry.clustering.density.PrunedPairs;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * One worker's share of the day: compares blocks of users who are near each other, writes the
 * distances up to the cut-off and learns from them. Keeps no pair.
 */
final class PairWorker {

  private final UserKeys keys;
  private final PrunedPairs pairs;
  private final PairLearner learner;
  private final PairText text;
  private final BitSet named = new BitSet();
  private long compared;

  /**
   * @param users whose coordinates it takes over
   */
  PairWorker(DayUsers users, double cutOff, PairLearner learner) {
    this.keys = users.keys();
    int points = users.points();
    this.pairs = new PrunedPairs(users.coordinates(), points, users.dimensions(), cutOff);
    this.learner = learner;
    this.text = new PairText(keys);
    learner.growTo(points);
  }

  int blocks() {
    return pairs.blocks();
  }

  /** Compares a block's users with each other and with those of the blocks behind it. */
  void compare(int block, Spool distances) throws IOException {
    compared +=
        pairs.find(
            block, (i, j, distance) -> found(Math.min(i, j), Math.max(i, j), distance, distances));
  }

  /** The same without writing. */
  void learn(int block) throws IOException {
    pairs.find(block, (i, j, distance) -> learner.add(Math.min(i, j), Math.max(i, j), distance));
  }

  /** All that it learned. */
  void handOver(Consumer<Finding> taker) {
    learner.handOver(taker);
    taker.accept(counts());
  }

  private Finding counts() {
    Finding finding = new Finding();
    finding.named = named.toLongArray();
    finding.pairsCompared = compared;
    finding.pairsWithinEps = learner.within();
    return finding;
  }

  private void found(int i, int j, double distance, Spool distances) throws IOException {
    learner.add(i, j, distance);
    if (keys.isNameable(i) && keys.isNameable(j)) {
      text.write(i, j, distance, distances);
      named.set(i);
      named.set(j);
    }
  }
}
