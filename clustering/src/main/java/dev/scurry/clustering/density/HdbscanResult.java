package dev.scurry.clustering.density;

/**
 * What HDBSCAN found of each point.
 *
 * @param labels from 0 in the order of the smallest point of each cluster, or {@link
 *     PairDbscan#NOISE}
 * @param probabilities how firmly the point belongs to its cluster, 0 to 1: the density up to which
 *     it stays over the highest of its cluster; 0 for noise
 * @param outlierScores GLOSH, 0 to 1: how much sparser the point lies than the densest place of the
 *     smallest cluster that holds it (Campello et al. 2015, section 6)
 * @param clusters how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
public record HdbscanResult(
    int[] labels, double[] probabilities, double[] outlierScores, int clusters) {

  public HdbscanResult {
    Checks.labels(labels, clusters);
    Checks.sameLength(labels.length, probabilities.length, "probabilities");
    Checks.sameLength(labels.length, outlierScores.length, "outlier scores");
    Checks.shares(probabilities, "probabilities");
    Checks.shares(outlierScores, "outlier scores");
  }
}
