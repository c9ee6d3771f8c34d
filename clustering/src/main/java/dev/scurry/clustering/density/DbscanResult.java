package dev.scurry.clustering.density;

/**
 * What DBSCAN found of each point.
 *
 * @param labels from 0 in the order of the smallest core point of each cluster, or {@link
 *     PairDbscan#NOISE}
 * @param core whether the point has minSamples neighbours, itself counted
 * @param clusters how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
public record DbscanResult(int[] labels, boolean[] core, int clusters) {

  public DbscanResult {
    Checks.labels(labels, clusters);
    Checks.sameLength(labels.length, core.length, "answers whether it is core");
  }

  /** Of all pairs that it was told of. */
  public static DbscanResult of(PairDbscan dbscan) {
    int[] labels = dbscan.labels();
    boolean[] core = new boolean[labels.length];
    int clusters = 0;
    for (int point = 0; point < labels.length; point++) {
      core[point] = dbscan.isCore(point);
      clusters = Math.max(clusters, labels[point] + 1);
    }
    return new DbscanResult(labels, core, clusters);
  }
}
