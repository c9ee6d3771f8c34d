package dev.scurry.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The plainest thing that a stream's clusters can be held against: all points of all days so far,
 * each with a weight that halves with age, by Lloyd's algorithm; the best of some k-means++ starts
 * and of the centroids of the day before. A cluster keeps its id while it holds most of what it
 * held.
 */
final class DecayedKMeans {

  private static final int STARTS = 6;

  private final int k;
  private final double halfLifeDays;
  private final Dice dice;
  private final List<double[]> points = new ArrayList<>();
  private final List<Integer> days = new ArrayList<>();
  private double[][] centroids;
  private double[] scale;
  private int[] ids;
  private int nextId;

  DecayedKMeans(int k, double halfLifeDays, long seed) {
    this.k = k;
    this.halfLifeDays = halfLifeDays;
    this.dice = new Dice(seed);
  }

  boolean isReady() {
    return centroids != null;
  }

  void learn(int day, List<double[]> vectors) {
    vectors.forEach(
        v -> {
          points.add(v);
          days.add(day);
        });
    double[] weights =
        days.stream().mapToDouble(d -> Math.pow(2, (d - day) / halfLifeDays)).toArray();
    scale = deviations(weights);
    double[][] best = centroids == null ? null : lloyd(copy(centroids), weights);
    double bestCost = best == null ? Double.POSITIVE_INFINITY : cost(best, weights) * 0.99;
    for (int start = 0; start < STARTS; start++) {
      double[][] tried = lloyd(plusPlus(weights), weights);
      double cost = cost(tried, weights);
      if (cost < bestCost) {
        best = tried;
        bestCost = cost;
      }
    }
    ids = identities(best, weights);
    centroids = best;
  }

  int assign(double[] point) {
    return ids[nearest(centroids, point)];
  }

  /** Matches new clusters to old ones by the mass they share, the greatest share first. */
  private int[] identities(double[][] next, double[] weights) {
    int[] matched = new int[k];
    Arrays.fill(matched, -1);
    if (centroids != null) {
      double[][] shares = sharedMass(next, weights);
      for (int round = 0; round < k; round++) {
        keepGreatest(shares, matched);
      }
    }
    for (int c = 0; c < k; c++) {
      matched[c] = matched[c] < 0 ? nextId++ : matched[c];
    }
    return matched;
  }

  private void keepGreatest(double[][] shares, int[] matched) {
    int from = 0;
    int to = 0;
    for (int i = 0; i < k * k; i++) {
      if (shares[i / k][i % k] > shares[from][to]) {
        from = i / k;
        to = i % k;
      }
    }
    if (shares[from][to] > 0.5) {
      matched[to] = ids[from];
      Arrays.fill(shares[from], 0);
      for (double[] row : shares) {
        row[to] = 0;
      }
    }
  }

  /** Mass in both, as a share of the mass in either. */
  private double[][] sharedMass(double[][] next, double[] weights) {
    double[][] both = new double[k][k];
    double[] before = new double[k];
    double[] after = new double[k];
    for (int i = 0; i < weights.length; i++) {
      int from = nearest(centroids, points.get(i));
      int to = nearest(next, points.get(i));
      both[from][to] += weights[i];
      before[from] += weights[i];
      after[to] += weights[i];
    }
    for (int from = 0; from < k; from++) {
      for (int to = 0; to < k; to++) {
        both[from][to] /= before[from] + after[to] - both[from][to];
      }
    }
    return both;
  }

  private double[][] lloyd(double[][] start, double[] weights) {
    double[][] centres = start;
    for (int round = 0; round < 30; round++) {
      double[][] sums = new double[k][DayFeatures.COUNT];
      double[] mass = new double[k];
      for (int i = 0; i < weights.length; i++) {
        int c = nearest(centres, points.get(i));
        mass[c] += weights[i];
        for (int f = 0; f < DayFeatures.COUNT; f++) {
          sums[c][f] += weights[i] * points.get(i)[f];
        }
      }
      for (int c = 0; c < k; c++) {
        for (int f = 0; f < DayFeatures.COUNT; f++) {
          sums[c][f] = mass[c] == 0 ? centres[c][f] : sums[c][f] / mass[c];
        }
      }
      centres = sums;
    }
    return centres;
  }

  private double[][] plusPlus(double[] weights) {
    double[][] centres = new double[k][];
    double[] gap = weights.clone();
    for (int c = 0; c < k; c++) {
      centres[c] = points.get(draw(gap)).clone();
      for (int i = 0; i < gap.length; i++) {
        double d = distance(centres[c], points.get(i)) * weights[i];
        gap[i] = c == 0 ? d : Math.min(gap[i], d);
      }
    }
    return centres;
  }

  private int draw(double[] mass) {
    double left = dice.uniform() * Arrays.stream(mass).sum();
    for (int i = 0; i < mass.length; i++) {
      left -= mass[i];
      if (left < 0) {
        return i;
      }
    }
    return mass.length - 1;
  }

  private double cost(double[][] centres, double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double[] point = points.get(i);
      sum += weights[i] * distance(centres[nearest(centres, point)], point);
    }
    return sum;
  }

  private int nearest(double[][] centres, double[] point) {
    int best = 0;
    for (int c = 1; c < centres.length; c++) {
      if (distance(centres[c], point) < distance(centres[best], point)) {
        best = c;
      }
    }
    return best;
  }

  private double distance(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      double d = (a[f] - b[f]) / scale[f];
      sum += d * d;
    }
    return sum;
  }

  private double[] deviations(double[] weights) {
    double mass = Arrays.stream(weights).sum();
    double[] deviations = new double[DayFeatures.COUNT];
    for (int f = 0; f < deviations.length; f++) {
      double mean = 0;
      for (int i = 0; i < weights.length; i++) {
        mean += weights[i] * points.get(i)[f] / mass;
      }
      for (int i = 0; i < weights.length; i++) {
        deviations[f] += weights[i] * Math.pow(points.get(i)[f] - mean, 2) / mass;
      }
      deviations[f] = Math.sqrt(deviations[f]);
    }
    return deviations;
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }
}
