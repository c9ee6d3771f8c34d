package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import java.util.SplittableRandom;

/** Whether a small group keeps its centroid beside outliers and in shards. */
public final class RareBenchmark {
  private RareBenchmark() {}

  public static void main(String[] a) {
    int d = 16;
    for (int shards : new int[] {1, 16}) {
      for (int seed = 1; seed <= 5; seed++) {
        SplittableRandom r = new SplittableRandom(seed);
        double[] centres = Recipes.gaussian(r, 9 * d, 4);
        // the ninth: 10 away from the first
        double[] dir = Recipes.gaussian(r, d, 1);
        double len = 0;
        for (double x : dir) len += x * x;
        for (int f = 0; f < d; f++) centres[8 * d + f] = centres[f] + dir[f] * 10 / Math.sqrt(len);
        double[] shares = {.245, .2, .15, .10, .08, .07, .05, .10, .005};
        LloydOptions o = new LloydOptions(9, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);
        ShardedTraining t = new ShardedTraining(shards, 10, 5, d, o, seed);
        double worst = 0;
        int lost = 0;
        for (int b = 0; b < 60; b++) {
          double[] rows = new double[10_000 * d];
          for (int i = 0; i < 10_000; i++) {
            boolean out = r.nextDouble() < .02;
            int g = Recipes.pick(shares, r);
            for (int f = 0; f < d; f++) {
              rows[i * d + f] = out ? r.nextDouble(-30, 30) : centres[g * d + f] + r.nextGaussian();
            }
          }
          t.learn(rows);
          KMeansModel m = t.model();
          double[] rare = java.util.Arrays.copyOfRange(centres, 8 * d, 9 * d);
          double dist = m.distanceToCluster(rare, m.closestCluster(rare));
          if (dist > 2) lost++;
          if (dist > 2 && seed < 3) {
            StringBuilder sb = new StringBuilder("  window " + b + " dist " + dist + ":");
            var mm = t.merged();
            double[] means = mm.means();
            double near = 0;
            int cnt = 0;
            double far = 0;
            int fcnt = 0;
            for (int i = 0; i < mm.size(); i++) {
              double dd = 0;
              for (int f = 0; f < d; f++) {
                double x = means[i * d + f] - rare[f];
                dd += x * x;
              }
              if (dd < 25) {
                near += mm.weight(i);
                cnt++;
                sb.append(String.format(" %.1f@%.1f", mm.weight(i), Math.sqrt(dd)));
              } else if (dd < 60) {
                far += mm.weight(i);
                fcnt++;
                sb.append(String.format(" (%.1f@%.1f)", mm.weight(i), Math.sqrt(dd)));
              }
            }
            System.out.println(
                sb
                    + String.format(
                        " near %d %.1f mid %d %.1f of %.1f / %d",
                        cnt, near, fcnt, far, mm.totalWeight(), mm.size()));
          }
          worst = Math.max(worst, dist);
        }
        System.out.printf(
            "shards %d seed %d: lost in %d of 60 windows, worst distance %.2f%n",
            shards, seed, lost, worst);
      }
    }
  }
}
