package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairDbscan;
import dev.scurry.clustering.density.PrunedPairs;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * One worker's share of the day: compares blocks of users who are near each other, writes the
 * distances up to the cut-off and learns the clusters of those within eps. Keeps no pair.
 */
final class PairWorker {

  private final UserKeys keys;
  private final PrunedPairs pairs;
  private final double eps;
  private final PairDbscan dbscan;
  private final PairText text;
  private final int points;
  private final BitSet named = new BitSet();
  private long compared;
  private long within;

  /**
   * @param users whose coordinates it takes over
   */
  PairWorker(DayUsers users, double cutOff, double eps, int minSamples) {
    this.keys = users.keys();
    this.points = users.points();
    this.pairs = new PrunedPairs(users.coordinates(), points, users.dimensions(), cutOff);
    this.eps = eps;
    this.dbscan = new PairDbscan(points, minSamples);
    this.text = new PairText(keys);
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

  /** All that it learned. */
  void handOver(Consumer<Finding> taker) {
    LinkChunks chunks = new LinkChunks(links -> taker.accept(Finding.ofLinks(points, links)));
    dbscan.handOver(chunks);
    chunks.flush();
    taker.accept(counts());
  }

  private Finding counts() {
    Finding finding = new Finding();
    finding.named = named.toLongArray();
    finding.pairsCompared = compared;
    finding.pairsWithinEps = within;
    return finding;
  }

  private void found(int i, int j, double distance, Spool distances) throws IOException {
    if (distance <= eps) {
      within++;
      dbscan.add(i, j);
    }
    if (keys.isNameable(i) && keys.isNameable(j)) {
      text.write(i, j, distance, distances);
      named.set(i);
      named.set(j);
    }
  }
}
