package dev.scurry.clustering.judging;

import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import java.util.SplittableRandom;

/**
 * Data without clusters, to compare micro-clusters with: points spread evenly over the ranges of
 * the features, and summarised as those were.
 */
final class UniformReference {

  /** More points than this make a reference no better: its cost per point is settled. */
  private static final int MOST_POINTS = 1024;

  private final int size;
  private final int points;
  private final double[] from;
  private final double[] to;

  UniformReference(MicroClusters micro) {
    int d = micro.dimensions();
    this.size = micro.size();
    this.points = points(micro);
    this.from = new double[d];
    this.to = new double[d];
    java.util.Arrays.fill(from, Double.POSITIVE_INFINITY);
    java.util.Arrays.fill(to, Double.NEGATIVE_INFINITY);
    double[] means = micro.means();
    double[] moments = micro.moments();
    for (int c = 0; c < means.length; c++) {
      double halfWidth = Math.sqrt(3 * moments[c] / micro.weight(c / d));
      from[c % d] = Math.min(from[c % d], means[c] - halfWidth);
      to[c % d] = Math.max(to[c % d], means[c] + halfWidth);
    }
  }

  private static int points(MicroClusters micro) {
    double weight = Math.rint(micro.totalWeight());
    return (int) Math.max(micro.size(), Math.min(weight, MOST_POINTS));
  }

  /** As many micro-clusters as the data have, of fresh points. */
  MicroClusters draw(Metric metric, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rows = new double[points * from.length];
    for (int i = 0; i < rows.length; i++) {
      int f = i % from.length;
      rows[i] = from[f] + (to[f] - from[f]) * random.nextDouble();
    }
    MicroClusters reference = new MicroClusters(size, from.length);
    reference.absorb(rows, metric, random.nextLong());
    return reference;
  }
}
