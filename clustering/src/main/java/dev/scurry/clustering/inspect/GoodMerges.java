package dev.scurry.clustering.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which merges of two clusters are good, and from that the last good level of each cluster that
 * took part in a bad one.
 */
final class GoodMerges {

  /** The last good level of a cluster that took part in no bad merge. */
  static final int UNREGISTERED = -1;

  /** Share of the points that is the last good level of the only cluster. */
  private static final double SHARE_OF_ONLY = 0.1;

  private final MergeTree tree;
  private final int[] merges;
  private final float limit;
  private final boolean[] good;
  private final int[] lastGoodLevel;
  private final int[] registered;
  private int registrations;

  GoodMerges(MergeTree tree, double[] ordered, int dimensions, int minimum) {
    this.tree = tree;
    this.merges = byLevel(tree);
    this.lastGoodLevel = new int[tree.clusters()];
    this.registered = new int[tree.clusters()];
    this.good = new boolean[merges.length];
    Arrays.fill(lastGoodLevel, UNREGISTERED);
    if (tree.clusters() == 1) {
      this.limit = Float.NaN;
      register(0);
      lastGoodLevel[0] = (int) (tree.points * SHARE_OF_ONLY);
      return;
    }
    int levels = levels(tree, merges);
    float[] gaps = new MergeGaps(tree, ordered, dimensions, levels).all(minimum);
    this.limit = limit(levels);
    judge(gaps);
    walkDown();
  }

  /** The nodes that join two clusters: by level, then in the order in which they were merged. */
  int[] merges() {
    return merges.clone();
  }

  /** Of {@link #merges()}. */
  boolean[] good() {
    return good.clone();
  }

  /** A merge is good where the logarithm of its gap is below. */
  float limit() {
    return limit;
  }

  int lastGoodLevel(int id) {
    return lastGoodLevel[id];
  }

  boolean isRegistered(int id) {
    return lastGoodLevel[id] != UNREGISTERED;
  }

  /** Ids in the order in which they were registered. */
  int[] registered() {
    return Arrays.copyOf(registered, registrations);
  }

  private static int[] byLevel(MergeTree tree) {
    return IntStream.range(0, tree.merges)
        .filter(tree::joinsClusters)
        .boxed()
        .sorted(Comparator.comparingInt(k -> tree.level[k]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Levels below the highest on which two clusters met; at least one. */
  private static int levels(MergeTree tree, int[] merges) {
    return Math.max(1, tree.level[merges[merges.length - 1]] - 1);
  }

  /** Mean and two deviations of the logarithms of the distinct widths of the outer clusters. */
  private float limit(int levels) {
    float[] widest = new float[tree.clusters()];
    for (int k = 0; k < tree.merges; k++) {
      if (tree.level[k] < levels) {
        widest[tree.id[k]] = Math.max(widest[tree.id[k]], (float) tree.mean[k]);
      }
    }
    double[] widths =
        IntStream.of(merges).mapToDouble(k -> widest[tree.id[k]]).sorted().distinct().toArray();
    float[] logs = new float[widths.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = log((float) widths[i]);
    }
    return PairwiseSum.mean(logs) + 2 * PairwiseSum.deviation(logs);
  }

  /** Below the limit, or above it by less than usual among those that are above it. */
  private void judge(float[] gaps) {
    float[] above = new float[merges.length];
    int count = 0;
    for (int i = 0; i < merges.length; i++) {
      float gap = log(gaps[merges[i]]);
      good[i] = gap < limit;
      float excess = excess(gap);
      if (!good[i] && excess < 1) {
        above[count++] = excess;
      }
    }
    if (count == 0) {
      return;
    }
    above = Arrays.copyOf(above, count);
    float usual = PairwiseSum.mean(above) + PairwiseSum.deviation(above);
    for (int i = 0; i < merges.length; i++) {
      good[i] |= excess(log(gaps[merges[i]])) < usual;
    }
  }

  private float excess(float gap) {
    return Math.abs((gap - limit) / limit);
  }

  private static float log(float value) {
    return (float) StrictMath.log(value);
  }

  /** From the highest level down; within a level in the order of the merges. */
  private void walkDown() {
    int to = merges.length;
    while (to > 0) {
      int from = to - 1;
      while (from > 0 && tree.level[merges[from - 1]] == tree.level[merges[to - 1]]) {
        from--;
      }
      for (int i = from; i < to; i++) {
        settle(merges[i], good[i]);
      }
      to = from;
    }
  }

  private void settle(int k, boolean isGood) {
    int outer = tree.id[k];
    int level = tree.level[k];
    if (isGood) {
      if (isRegistered(outer)) {
        lastGoodLevel[outer] = Math.max(lastGoodLevel[outer], level);
      }
      return;
    }
    register(outer);
    register(tree.inner[k]);
    if (lastGoodLevel[outer] > level) {
      lastGoodLevel[outer] = level - 1;
    }
  }

  private void register(int id) {
    if (!isRegistered(id)) {
      lastGoodLevel[id] = 0;
      registered[registrations++] = id;
    }
  }
}
