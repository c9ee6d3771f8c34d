package dev.scurry.cli;

import dev.scurry.schema.ClusterModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What became of the ids of clusters over a run of models, told from the centroids alone. */
record Identities(List<ClusterModel> models) {

  /** Ids that are there again after a model without them. */
  Set<Long> usedAgain() {
    Set<Long> gone = new HashSet<>();
    Set<Long> again = new HashSet<>();
    for (int i = 1; i < models.size(); i++) {
      Set<Long> ids = ids(models.get(i));
      ids(models.get(i - 1)).stream().filter(id -> !ids.contains(id)).forEach(gone::add);
      ids.stream().filter(gone::contains).forEach(again::add);
    }
    return again;
  }

  /** Of the clusters that persist beyond doubt from a model to the next: how many kept their id. */
  double kept() {
    int persisting = 0;
    int kept = 0;
    for (int i = 1; i < models.size(); i++) {
      ClusterModel before = models.get(i - 1);
      ClusterModel after = models.get(i);
      for (int a = 0; a < before.k(); a++) {
        int b = successor(before, after, a);
        persisting += b < 0 ? 0 : 1;
        kept += b >= 0 && before.clusterIds()[a] == after.clusterIds()[b] ? 1 : 0;
      }
    }
    return (double) kept / persisting;
  }

  /** The cluster that is nearest, by less than half of what any other is, both ways; or -1. */
  private static int successor(ClusterModel before, ClusterModel after, int cluster) {
    double[] distances =
        IntStream.range(0, after.k())
            .mapToDouble(b -> distance(before, cluster, after, b))
            .toArray();
    int nearest = nearest(distances);
    double[] back =
        IntStream.range(0, before.k())
            .mapToDouble(a -> distance(before, a, after, nearest))
            .toArray();
    return nearest(back) == cluster && isClear(distances) && isClear(back) ? nearest : -1;
  }

  private static boolean isClear(double[] distances) {
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    return sorted.length > 1 && 2 * sorted[0] < sorted[1];
  }

  private static int nearest(double[] distances) {
    int nearest = 0;
    for (int i = 1; i < distances.length; i++) {
      nearest = distances[i] < distances[nearest] ? i : nearest;
    }
    return nearest;
  }

  private static double distance(ClusterModel before, int a, ClusterModel after, int b) {
    double sum = 0;
    for (int i = 0; i < after.scale().length; i++) {
      double divisor = after.scale()[i] == 0 ? Double.POSITIVE_INFINITY : after.scale()[i];
      double step = (before.centroids()[a][i] - after.centroids()[b][i]) / divisor;
      sum += step * step;
    }
    return Math.sqrt(sum);
  }

  private static Set<Long> ids(ClusterModel model) {
    return new HashSet<>(LongStream.of(model.clusterIds()).boxed().toList());
  }
}
