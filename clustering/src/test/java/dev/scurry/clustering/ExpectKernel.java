package dev.scurry.clustering;

/**
 * For a JVM of its own: ends with 0 where the kernel named by the argument is chosen and rows are
 * assigned as they should be.
 */
final class ExpectKernel {

  private ExpectKernel() {}

  public static void main(String[] expected) {
    String chosen = NearestKernel.fastest().getClass().getSimpleName();
    System.exit(chosen.equals(expected[0]) && assigns() ? 0 : 3);
  }

  private static boolean assigns() {
    int n = 20_000; // enough for the fastest kernel
    double[] rows = new Blobs(1, 3).rows(n, 0, 5, 0, 5);
    double[] centroids = new Blobs(2, 3).rows(20, 0, 5, 0, 5);
    Metric metric = Metric.plain(4);
    int[] closest = new int[n];
    new KMeansModel(metric, centroids, new double[20], 0).assign(rows, closest, new double[n]);
    for (int i = 0; i < n; i++) {
      if (closest[i] != metric.nearest(rows, i * 4, centroids, 20)) {
        return false;
      }
    }
    return true;
  }
}
