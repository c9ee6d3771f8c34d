package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairDbscan;
import dev.scurry.clustering.density.RadiusPairs;
import java.io.IOException;
import java.util.BitSet;

/**
 * One worker's share of the day: compares blocks of users, writes the distances within eps and
 * learns their clusters. Keeps no pair.
 */
final class PairWorker {

  private final DayUsers users;
  private final RadiusPairs pairs;
  private final PairDbscan dbscan;
  private final BitSet named = new BitSet();
  private long compared;
  private long within;

  PairWorker(DayUsers users, double eps, int minSamples) {
    this.users = users;
    this.pairs = new RadiusPairs(users.coordinates(), users.dimensions(), eps);
    this.dbscan = new PairDbscan(users.points(), minSamples);
  }

  /** Compares two blocks, or one with itself. */
  void compare(int block, int other, Spool distances) throws IOException {
    compared +=
        pairs.find(
            from(block),
            from(block + 1),
            from(other),
            from(other + 1),
            (i, j, distance) -> found(Math.min(i, j), Math.max(i, j), distance, distances));
  }

  PairDbscan dbscan() {
    return dbscan;
  }

  /** The rest of what it found. */
  Finding counts() {
    Finding finding = new Finding();
    finding.named = named.toLongArray();
    finding.pairsCompared = compared;
    finding.pairsWithinEps = within;
    return finding;
  }

  private void found(int i, int j, double distance, Spool distances) throws IOException {
    within++;
    dbscan.add(i, j);
    if (users.isNameable(i) && users.isNameable(j)) {
      distances.row(DistanceLines.pair(users.key(i), users.key(j), distance));
      named.set(i);
      named.set(j);
    }
  }

  private int from(int block) {
    return (int) Math.min(users.points(), (long) block * UserBlock.USERS);
  }
}
