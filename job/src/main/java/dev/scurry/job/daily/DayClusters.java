package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairDbscan;
import java.util.Arrays;

/**
 * Labels by rank, and the ranks in the order of the result: a cluster stands where its first user
 * does, be it a core or not, with its users in the order of their ranks.
 */
final class DayClusters {

  private static final int UNPLACED = -1;

  private final int[] labels;
  private final int[] starts;

  /**
   * @param labels 0 to count - 1, or noise
   */
  DayClusters(int[] labels) {
    this.labels = labels;
    int clusters = 0;
    for (int label : labels) {
      clusters = Math.max(clusters, label + 1);
    }
    this.starts = new int[clusters + 1];
    for (int label : labels) {
      if (label != PairDbscan.NOISE) {
        starts[label + 1]++;
      }
    }
    for (int label = 0; label < clusters; label++) {
      starts[label + 1] += starts[label];
    }
  }

  int count() {
    return starts.length - 1;
  }

  int clusteredKeys() {
    return starts[count()];
  }

  int label(int rank) {
    return labels[rank];
  }

  /** By rank; a copy. */
  int[] labels() {
    return labels.clone();
  }

  boolean isNoise(int rank) {
    return labels[rank] == PairDbscan.NOISE;
  }

  /** Ranks of the users in a cluster. */
  int[] ranks() {
    int[] next = new int[count()];
    Arrays.fill(next, UNPLACED);
    int placed = 0;
    int[] ranks = new int[clusteredKeys()];
    for (int rank = 0; rank < labels.length; rank++) {
      if (!isNoise(rank)) {
        int label = labels[rank];
        if (next[label] == UNPLACED) {
          next[label] = placed;
          placed += starts[label + 1] - starts[label];
        }
        ranks[next[label]++] = rank;
      }
    }
    return ranks;
  }
}
