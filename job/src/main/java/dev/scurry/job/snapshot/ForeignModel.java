package dev.scurry.job.snapshot;

/**
 * What other software stores of a K-Means model.
 *
 * @param weights one a cluster; null: it stores none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ForeignModel(double[][] centroids, double[] weights) {

  double weight(int row) {
    return weights == null ? 0 : weights[row];
  }
}
