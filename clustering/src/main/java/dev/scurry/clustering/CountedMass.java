package dev.scurry.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How much of each micro-cluster's weight counts when centroids are chosen. */
final class CountedMass {

  /*
   * All of it, but for two kinds of mass that would take a centroid from the users of now:
   *
   * Outliers. A micro-cluster is light when it holds less than a share of the mean weight, and far
   * when no heavy one is near: d² > 16 r², r² being the typical squared radius of a
   * micro-cluster. Light ones that are within r of each other, as those that different shards have
   * of one small group, are taken together, and the group is judged by its mass, as if there were
   * one shard. A loose one has r² > 16 typical r². What is light and far, then what is loose, the
   * loosest first, counts nothing, as long as that is no more than a twentieth of all.
   *
   * Silent clusters. The means are parted into regions, a few for each cluster, by D² sampling. A
   * region of which hardly anything was seen of late, where dozens were to be expected by its
   * weight, counts an eighth: it keeps its centroid while no other group needs one, and loses it to
   * a new one of half its size within a window or two, not after half-lives. Its weight is not
   * touched. Where nothing is forgotten, all that was ever seen was seen of late.
   */

  /** A group is light below this share of the mean weight of a shard's micro-clusters. */
  private static final double LIGHT = 0.125;

  private static final double HEAVY = 0.5;
  private static final double LOOSE = 16;
  private static final double MOST_OUTLIERS = 0.05;
  private static final double FAR = 16;
  private static final double SILENT_WEIGHT = 0.125;
  private static final double SILENT_SHARE = 0.125;
  private static final double EXPECTED = 16;

  private final MicroClusters micro;
  private final Metric metric;
  private final int dimensions;
  private final double[] counted;

  private CountedMass(MicroClusters micro, Metric metric) {
    this.micro = micro;
    this.metric = metric;
    this.dimensions = metric.dimensions();
    this.counted = micro.weights();
  }

  /**
   * For each micro-cluster a weight in [0, its own]; at least one is > 0.
   *
   * @param k of the reduce
   */
  static double[] of(MicroClusters micro, Metric metric, int k) {
    CountedMass mass = new CountedMass(micro, metric);
    mass.leaveOutOutliers();
    mass.discountSilent(8 * k);
    return mass.counted;
  }

  private void discountSilent(int regions) {
    int[] region = regions(regions);
    double[] recent = micro.recent();
    double[] held = new double[regions];
    double[] seen = new double[regions];
    double all = 0;
    for (int i = 0; i < region.length; i++) {
      held[region[i]] += micro.weight(i);
      seen[region[i]] += recent[i];
      all += recent[i];
    }
    double total = micro.totalWeight();
    for (int i = 0; i < region.length; i++) {
      double expected = all * held[region[i]] / total;
      if (expected >= EXPECTED && seen[region[i]] < SILENT_SHARE * expected) {
        counted[i] *= SILENT_WEIGHT;
      }
    }
  }

  /** The region of each, regions being the cells of D²-sampled means. */
  private int[] regions(int most) {
    DistanceSampling sampling = new DistanceSampling(micro.rawMeans(), counted, metric);
    SplittableRandom random = new SplittableRandom(most);
    double[] centres = new double[most * dimensions];
    int n = 0;
    for (int row = sampling.next(random); row >= 0 && n < most; row = sampling.next(random)) {
      System.arraycopy(micro.rawMeans(), row * dimensions, centres, n++ * dimensions, dimensions);
    }
    int[] region = new int[micro.size()];
    for (int i = 0; i < region.length; i++) {
      region[i] = metric.nearest(micro.rawMeans(), i * dimensions, centres, n);
    }
    return region;
  }

  private void leaveOutOutliers() {
    double typical = micro.typicalSquaredRadius(metric);
    if (typical == 0) {
      return;
    }
    double[] radii = new double[micro.size()];
    Arrays.setAll(radii, i -> micro.squaredRadius(i, metric));
    boolean[] loose = new boolean[micro.size()];
    for (int i = 0; i < loose.length; i++) {
      loose[i] = radii[i] > LOOSE * typical;
    }
    boolean[] light = new boolean[micro.size()];
    markLightGroups(loose, typical, light);
    double left = MOST_OUTLIERS * micro.totalWeight();
    for (int i : suspects(light, loose, radii)) {
      left -= micro.weight(i);
      counted[i] = left >= 0 ? 0 : counted[i];
    }
  }

  /** The light ones, then the loose ones, the loosest first. */
  private static int[] suspects(boolean[] light, boolean[] loose, double[] radii) {
    return IntStream.range(0, radii.length)
        .filter(i -> light[i] || loose[i])
        .boxed()
        .sorted(Comparator.comparingDouble(i -> light[i] ? Double.NEGATIVE_INFINITY : -radii[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void markLightGroups(boolean[] loose, double typical, boolean[] out) {
    double shardMean = micro.totalWeight() / micro.size();
    int[] light = light(loose, HEAVY * shardMean, FAR * typical);
    int[] group = groups(light, typical);
    double[] mass = new double[light.length];
    for (int i = 0; i < light.length; i++) {
      mass[group[i]] += micro.weight(light[i]);
    }
    for (int i = 0; i < light.length; i++) {
      out[light[i]] |= mass[group[i]] < LIGHT * shardMean * micro.parts();
    }
  }

  /** The compact ones lighter than a weight and farther than a squared distance from the others. */
  private int[] light(boolean[] loose, double weight, double far) {
    int[] compact = IntStream.range(0, loose.length).filter(i -> !loose[i]).toArray();
    int[] heavy = Arrays.stream(compact).filter(i -> micro.weight(i) >= weight).toArray();
    int[] light = Arrays.stream(compact).filter(i -> micro.weight(i) < weight).toArray();
    if (heavy.length == 0) {
      return light;
    }
    int[] nearest = new int[light.length];
    double[] squared = new double[light.length];
    NearestCentroids.of(metric, means(heavy), heavy.length)
        .assign(means(light), 0, light.length, nearest, squared);
    return IntStream.range(0, light.length)
        .filter(i -> squared[i] > far)
        .map(i -> light[i])
        .toArray();
  }

  private double[] means(int[] of) {
    double[] means = new double[of.length * dimensions];
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(micro.rawMeans(), of[i] * dimensions, means, i * dimensions, dimensions);
    }
    return means;
  }

  private double squared(int i, int j) {
    return metric.squared(micro.rawMeans(), i * dimensions, micro.rawMeans(), j * dimensions);
  }

  /** The number of the group of each, groups being connected by steps of at most a radius. */
  private int[] groups(int[] members, double radius) {
    int[] group = new int[members.length];
    Arrays.fill(group, -1);
    int[] queue = new int[members.length];
    for (int start = 0; start < members.length; start++) {
      if (group[start] < 0) {
        group[start] = start;
        queue[0] = start;
        for (int head = 0, tail = 1; head < tail; head++) {
          tail = reach(queue[head], tail, members, radius, group, queue);
        }
      }
    }
    return group;
  }

  private int reach(int from, int tail, int[] members, double radius, int[] group, int[] queue) {
    int end = tail;
    for (int to = 0; to < members.length; to++) {
      if (group[to] < 0 && squared(members[from], members[to]) <= radius) {
        group[to] = group[from];
        queue[end++] = to;
      }
    }
    return end;
  }
}
